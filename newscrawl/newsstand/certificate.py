"""Makes certificates on the spot, for clients that encrypt but do not verify."""

import datetime as dt
import functools
import ssl
import tempfile
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@functools.lru_cache(maxsize=1024)
def context_for(host: str) -> ssl.SSLContext:
    """Make the server's side of TLS for a host, with a self-signed certificate in its name.

    In its name, because Scrapy warns in its log of one that is not, though it does not refuse it.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # The ssl module loads certificates from files only.
    with tempfile.TemporaryDirectory(prefix="newsstand-") as folder:
        pem = Path(folder, "host.pem")
        pem.touch(mode=0o600)
        pem.write_bytes(key_and_certificate(host))
        context.load_cert_chain(pem)
    return context


def key_and_certificate(host: str) -> bytes:
    """Return a new key and its self-signed certificate for a host, both in PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + _self_signed(host, key).public_bytes(serialization.Encoding.PEM)


def _self_signed(host: str, key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    # A common name holds at most 64 characters; clients look at the alternative name anyway.
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host[:64])])
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # A day back: under a frozen or lagging clock the certificate is valid all the same.
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=365))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
