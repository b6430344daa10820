"""The sound track alone; whole files are test_codec's and test_formats' part."""

import io
import socket
import threading
import time

import av
import numpy as np
import pytest

from helpers import SoundError
from helpers.media import codec, container, no_sound
from helpers.media.container import Track, open_container
from tests.media.rows import make_row, row_of
from tests.sounds import (
    FILES,
    TONE,
    always,
    hertz,
    make,
    pcm,
    tone,
    wav,
)


def test_frames_are_counted_and_the_share_grows():
    shares = []
    with Track(FILES["m4a"], shares.append) as track:
        assert sum(frame.samples for frame in track.frames()) == pytest.approx(3 * 24000, abs=2000)
    assert shares == sorted(shares) and 0 < shares[0] <= shares[-1] <= 1 and len(shares) > 50
    assert (track.lost_seconds, track.torn) == (0, False) and track.last_packet


def test_a_file_is_closed_where_nothing_can_be_read():
    with pytest.raises(SoundError, match="no sound track"):
        Track(make("mp4", "", tone(1), 24000, video=True, sound=False)).__enter__()


def test_what_a_browser_recorded_survives_a_cut_in_any_place(talk):
    """Chrome and Safari write in fragments: what was whole before the cut is kept.

    Also where the cut goes through the index of a fragment.
    """
    for name in ("webm, Opus, as Chrome records", "mp4 in fragments, as Safari records"):
        row = row_of(name)
        whole = make_row(row, talk(row.rate, row.layout, 3.0))
        for cut in range(len(whole) // 2, len(whole) // 2 + 4000, 97):
            assert codec.measure(whole[:cut]).seconds == pytest.approx(
                3 * cut / len(whole), abs=0.5
            )


@pytest.mark.parametrize("box", ["ftyp", "moof", "sidx", "uuid", "udta", "junk", "pnot", "PICT"])
def test_an_mp4_may_begin_with_any_box(box):
    in_pieces = "frag_keyframe+empty_moov+default_base_moof"  # nothing counts from the file's start
    data = make("mp4", "aac", tone(1), 24000, movflags=in_pieces)
    before = (24).to_bytes(4, "big") + box.encode() + b"isom" * 4
    facts = codec.measure(before + data)
    assert facts.format == "m4a" and abs(facts.seconds - 1) < 0.1


def test_an_mp4_without_an_index_is_refused_with_advice():
    with pytest.raises(SoundError, match="index") as caught:
        open_container(io.BytesIO(make("ipod", "aac", tone(1), 24000)[:3000]))
    assert caught.value.__context__ is None


@pytest.mark.parametrize("rate", [0, 1, 999, 800_000, 2**31 - 1, 2**32 - 1])
def test_sample_rates_that_cannot_be_are_refused_before_anything_is_resampled(rate):
    with pytest.raises(SoundError):
        codec.samples(wav(pcm(TONE), rate=rate), 24000)
    with pytest.raises(SoundError):
        codec.measure(wav(pcm(TONE), rate=rate))


def test_too_many_channels_are_refused():
    for channels in (65, 255, 5000, 65535):
        with pytest.raises(SoundError):
            codec.measure(wav(np.zeros((24, channels), "<i2"), bits=16 if channels < 5000 else 0))


def test_a_video_gives_its_sound_track():
    for kind, sound, ours in (("mp4", "aac", "mp4"), ("matroska", "libopus", "webm")):
        facts = codec.measure(make(kind, sound, tone(2, 48000), 48000, video=True))
        assert (facts.format, facts.video) == (ours, True) and facts.seconds == pytest.approx(
            2, abs=0.05
        )


def test_a_track_in_a_format_of_the_phone_is_passed_over():
    file = io.BytesIO()
    with av.open(file, "w", format="mov") as writer:
        streams = [writer.add_stream("pcm_s16le", rate=24000, layout="mono") for _ in range(2)]
        for stream, mono in zip(streams, (tone(1, hertz=880), tone(1)), strict=True):
            frame = av.AudioFrame.from_ndarray(pcm(mono).T, format="s16", layout="mono")
            frame.sample_rate, frame.pts = 24000, 0
            writer.mux(stream.encode(frame))
    data = file.getvalue()
    assert hertz(*codec.samples(data)) == pytest.approx(880, abs=2)
    mono, rate = codec.samples(data.replace(b"sowt", b"apac", 1))
    assert (
        hertz(mono, rate) == pytest.approx(440, abs=2)
        and codec.measure(data.replace(b"sowt", b"apac", 1)).seconds == 1
    )
    with pytest.raises(SoundError, match="not known here"):
        codec.measure(data.replace(b"sowt", b"apac"))


def test_a_track_that_appears_on_the_way_ends_the_sound():
    data = make("mpegts", "aac", tone(1, 48000), 48000)
    packets = [data[at : at + 188] for at in range(0, len(data), 188)]
    late = [
        packet[:1] + b"\x41\x23" + packet[3:] if packet[1:3] == b"\x41\x00" else packet
        for packet in packets[len(packets) // 2 :]
    ]  # the same sound as a track of another number
    assert any(new != old for new, old in zip(late, packets[len(packets) // 2 :], strict=True))
    assert always(b"".join(packets[: len(packets) // 2] + late)).seconds == pytest.approx(
        0.5, abs=0.1
    )


@pytest.fixture
def listener():
    """A loopback server that counts its callers: (port, callers)."""
    callers = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        ended = threading.Event()

        def serve():
            while not ended.is_set():
                try:
                    callers.append(server.accept()[1])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1], callers
        ended.set()
        thread.join()


def playlists(place, port):
    """Texts that make players open other things."""
    return {
        "hls": "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXT-X-MEDIA-SEQUENCE:0\n"
        f"#EXTINF:10,\n{place}\n#EXT-X-ENDLIST\n",
        "concat": f"ffconcat version 1.0\nfile '{place}'\n",
        "pls": f"[playlist]\nFile1={place}\n",
        "asx": f'<asx version="3.0"><entry><ref href="{place}"/></entry></asx>',
        "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
        f"m=audio {port} RTP/AVP 0\n",
        "dash": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011">'
        "<Period><AdaptationSet>"
        f"<Representation><BaseURL>{place}</BaseURL></Representation>"
        "</AdaptationSet></Period></MPD>",
    }


@pytest.mark.parametrize("first_look", [True, False], ids=["as it is", "past the first look"])
def test_a_playlist_opens_nothing_else(first_look, listener, tmp_path, monkeypatch):
    port, callers = listener
    secret = tmp_path / "secret.wav"
    secret.write_bytes(FILES["wav"])
    if not first_look:
        monkeypatch.setattr(
            no_sound, "NO_SOUND", ()
        )  # FFmpeg's own list of containers has to hold alone
    for place in (f"http://127.0.0.1:{port}/x.ts", secret.as_uri(), str(secret)):
        for text in playlists(place, port).values():
            with pytest.raises(SoundError):
                container.open_container(
                    io.BytesIO(text.encode())
                )  # not even as a container without sound
    time.sleep(0.2)  # a caller is noted by another thread
    assert not callers
    # Without the list of containers the same texts do open the file and the address.
    loose = {"safe": "0", "protocol_whitelist": "file,http,tcp"}
    with av.open(io.BytesIO(playlists(secret, port)["concat"].encode()), options=loose) as opened:
        assert opened.streams.audio
    with pytest.raises(av.error.FFmpegError):
        av.open(
            io.BytesIO(playlists(f"http://127.0.0.1:{port}/x.ts", port)["concat"].encode()),
            options=loose,
        )
    until = time.monotonic() + 10
    while not callers and time.monotonic() < until:
        time.sleep(0.01)
    assert callers
