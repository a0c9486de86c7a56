"""What the screens show, as plain frozen data: no pygame, no window, no rule of the drill."""
