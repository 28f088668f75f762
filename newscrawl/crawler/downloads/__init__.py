"""Sends requests and receives answers, within bounds."""
