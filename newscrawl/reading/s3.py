"""Reads S3 through fsspec by boto3, which the extra `s3` has, where s3fs is not installed.

s3fs wants a version of botocore of its own, which feeds in S3 cannot be held to.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

import fsspec  # type: ignore[import-untyped]
from fsspec.spec import AbstractBufferedFile, AbstractFileSystem  # type: ignore[import-untyped]


class S3(AbstractFileSystem):  # type: ignore[misc]
    """A file system of fsspec that lists and reads objects. Every method raises OSError."""

    protocol = "s3"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        import boto3  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra

        self.client = boto3.client("s3")

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        """Return an object's size."""
        bucket, key = parts(path)
        with plain_errors():
            told = self.client.head_object(Bucket=bucket, Key=key)
        return {"name": path, "size": told["ContentLength"], "type": "file"}

    def find(self, path: str, *_: Any, **__: Any) -> list[str]:
        """Return the objects below a prefix, by their names."""
        bucket, prefix = parts(path)
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
        with plain_errors():
            found = [one["Key"] for page in pages for one in page.get("Contents", ())]
        return sorted(f"{bucket}/{key}" for key in found)

    def _open(self, path: str, mode: str = "rb", **kwargs: Any) -> "S3File":
        kwargs = {name: value for name, value in kwargs.items() if name != "autocommit"}
        return S3File(self, path, mode, **kwargs)


class S3File(AbstractBufferedFile):  # type: ignore[misc]
    """An object, of which stretches are read."""

    def _fetch_range(self, start: int, end: int) -> bytes:
        bucket, key = parts(self.path)
        stretch = f"bytes={start}-{end - 1}"
        with plain_errors():
            told = self.fs.client.get_object(Bucket=bucket, Key=key, Range=stretch)
            body: bytes = told["Body"].read()
        return body


@contextmanager
def plain_errors() -> Iterator[None]:
    """Raise what the store says as OSError."""
    from botocore.exceptions import (  # type: ignore[import-untyped]  # noqa: PLC0415
        BotoCoreError,
        ClientError,
    )

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(str(error)) from error


def parts(path: str) -> tuple[str, str]:
    """Return bucket and key of a path, with or without its protocol."""
    bucket, _, key = path.removeprefix("s3://").partition("/")
    return bucket, key


def register() -> None:
    """Let fsspec read s3:// by this, unless s3fs is there."""
    if find_spec("s3fs") is None and find_spec("boto3") is not None:
        fsspec.register_implementation("s3", S3, clobber=True)
