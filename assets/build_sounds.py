"""Make the five alerts in `sounds/` by arithmetic: `python assets/build_sounds.py`. The same bytes each time.

Each is a few soft tones below two seconds: higher for what is new, falling for what went by, never an alarm.
Nothing but the standard library; the program itself never runs this file.
"""

import math
import struct
import wave
from pathlib import Path

HERE = Path(__file__).parent
RATE = 22_050  # samples a second: enough for tones below 2 kHz
PEAK = 0.5  # of full scale, so that nothing startles
ATTACK = 0.012  # seconds until a tone is there; without it there is a click
OVERTONES = ((1.0, 1.0), (2.0, 0.28), (3.0, 0.08))  # times the pitch, and how loud: a wooden bar rather than a whistle

# Pitches in Hz.
C5, D5, E5, G5, A5, C6, A4, F4 = 523.25, 587.33, 659.26, 783.99, 880.0, 1046.5, 440.0, 349.23

# Begins after so many seconds, pitch, seconds until it has faded.
Tone = tuple[float, float, float]
ALERTS: dict[str, tuple[Tone, ...]] = {
    "someone-new": ((0.0, E5, 0.35), (0.13, A5, 0.5)),
    "asks-again": ((0.0, A5, 0.25), (0.2, A5, 0.4)),
    "promise-due-soon": ((0.0, G5, 0.3), (0.16, G5, 0.3), (0.32, C6, 0.5)),
    "promise-broken": ((0.0, A4, 0.4), (0.22, F4, 0.7)),
    "drill-ends": ((0.0, C5, 0.5), (0.18, E5, 0.5), (0.36, G5, 0.6), (0.54, C6, 1.0)),
}


def strength(tone: Tone, at: float) -> float:
    """The sample of *tone* at *at* seconds."""
    begins, pitch, fades = tone
    since = at - begins
    if not 0 <= since < fades:
        return 0.0
    swell = min(1.0, since / ATTACK) * (1 - since / fades) ** 2
    return swell * sum(loud * math.sin(2 * math.pi * pitch * times * since) for times, loud in OVERTONES)


def samples(tones: tuple[Tone, ...]) -> bytes:
    """*tones* together, as 16-bit samples."""
    length = math.ceil(RATE * max(begins + fades for begins, _, fades in tones))
    heights = [sum(strength(tone, n / RATE) for tone in tones) for n in range(length)]
    scale = PEAK * 32767 / max(abs(height) for height in heights)
    return struct.pack(f"<{length}h", *(round(height * scale) for height in heights))


def write(folder: Path) -> None:
    """Write all five into *folder*."""
    folder.mkdir(exist_ok=True)
    for name, tones in ALERTS.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples(tones))


if __name__ == "__main__":
    write(HERE / "sounds")
