"""Makes stereo.wav with Python's own writer: 200 samples at 16 kHz, silent up to sample 50."""
import math
import pathlib
import struct
import wave

with wave.open(str(pathlib.Path(__file__).parent / "stereo.wav"), "wb") as out:
    out.setnchannels(2)
    out.setsampwidth(2)
    out.setframerate(16000)
    for t in range(200):
        value = 0 if t < 50 else 0.5 * math.sin(0.1 * t)
        out.writeframes(struct.pack("<hh", round(32768 * value), round(-16384 * value)))
