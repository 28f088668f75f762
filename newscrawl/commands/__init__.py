"""The project's commands: thin shells over functions that tests and notebooks call too."""

# Before anything else: Scrapy's TLS modules look through the whole stack and all modules, thrice,
# when they are imported. Deep in our own imports that took a twentieth of each command's start.
import scrapy.core.downloader.handlers.http11  # noqa: F401
