"""Firedrill: practise customer-service disruptions before they come."""

__all__: list[str] = []
