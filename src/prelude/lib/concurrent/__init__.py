"""Concurrency by futures."""
