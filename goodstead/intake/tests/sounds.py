"""Small recordings made here."""

import io
import math
import struct
import wave

from django.core.files.uploadedfile import SimpleUploadedFile


def tone(*parts, rate=8000):
    """Plain WAV of parts: for how many seconds, and how loud from 0 to 1."""
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(rate)
        for seconds, loud in parts:
            samples = (
                int(32767 * loud * math.sin(2 * math.pi * 440 * n / rate))
                for n in range(int(rate * seconds))
            )
            made.writeframes(b"".join(struct.pack("<h", one) for one in samples))
    return out.getvalue()


def upload(content=None, name="canary-recording.wav"):
    return SimpleUploadedFile(name, tone((0.2, 0.5)) if content is None else content)
