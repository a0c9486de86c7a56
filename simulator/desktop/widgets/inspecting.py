"""What is wrong with a tree once it is laid out: cut, overlapping, sticking out, or out of the keyboard's reach."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pygame

from simulator.desktop.painting import Brush
from simulator.desktop.widgets.dialog import Dialog, Layers
from simulator.desktop.widgets.node import Node
from simulator.desktop.widgets.scrolling import ScrollArea

LEAST_SCROLL = 44  # a scroll area lower than this at 100 % shows nothing worth scrolling


def layout_faults(root: Node, brush: Brush, window: pygame.Rect) -> list[str]:
    """One line for each fault; empty for a tree that can be used as it stands."""
    return [
        *(f"cut: {_told(node)}" for node in _leaves(root) if node.is_cut(brush)),
        *_overlaps(root),
        *_sticking_out(root),
        *_out_of_reach(root, brush, window),
    ]


def _told(node: Node) -> str:
    return f"{node.role.value} '{node.name}' at {tuple(node.rect)}"


def _leaves(root: Node) -> Iterator[Node]:
    return (node for node in root.walk() if not node.children and (node.rect.width or node.rect.height))


def _overlaps(root: Node) -> Iterator[str]:
    for node in root.walk():
        if isinstance(node, Layers):
            continue
        for one, other in combinations(node.children, 2):
            if one.rect.clip(other.rect).size > (0, 0) and one.rect.colliderect(other.rect):
                yield f"overlap: {_told(one)} and {_told(other)}"


def _sticking_out(root: Node) -> Iterator[str]:
    for node in root.walk():
        for child in node.children:
            if isinstance(child, Dialog):
                continue
            room = node.rect
            if isinstance(node, ScrollArea):
                room = pygame.Rect(room.x, child.rect.y, room.width, child.rect.height)
            if child.rect.width and child.rect.height and not room.contains(child.rect):
                yield f"sticks out: {_told(child)} of {_told(node)}"


def _out_of_reach(root: Node, brush: Brush, window: pygame.Rect) -> Iterator[str]:
    scrolled = {id(inner) for area in _areas(root) for inner in area.child.walk()}
    for node in root.walk():
        if node.can_focus and id(node) not in scrolled and not window.contains(node.rect):
            yield f"off screen: {_told(node)}"
    for area in _areas(root):
        if not window.contains(area.rect):
            yield f"off screen: {_told(area)}"
        if area.scroll.furthest and area.rect.height < brush.px(LEAST_SCROLL):
            yield f"too low to scroll: {_told(area)}"


def _areas(root: Node) -> list[ScrollArea]:
    return [node for node in root.walk() if isinstance(node, ScrollArea)]
