"""English speech to words by pocketsphinx, whose model lies inside its wheel: with how sure it is, or an honest no.

A recogniser of English turns everything into English words: Korean, a melody, even silence. So each piece of a recording is judged before
its words are believed: by three figures of the recogniser that English speech has high and the rest low, and by a second listening for bare
sounds, without any words, whose sounds agree with the pronunciation of the words only where these were said. Measured by benchmarks/ears.py.
"""

import re
import threading
from collections.abc import Callable, Iterable

import numpy as np

from helpers.practice.ears.heard import Heard, Word

RATE = 16_000  # Hz that the ears take
LONGEST = 600  # seconds heard of one recording; the rest is left unheard
PIECE = 12  # seconds: longer recordings are heard and judged in pieces cut at their pauses, so that one part in Korean does not hide in the English rest
QUIET = (
    0.001  # root mean square, -60 dBFS: what is never louder for a tenth of a second is no speech
)
LEVEL, GAIN = 0.1, 30  # every recording is brought to this root mean square, by at most this factor
DITHER = 0.0015  # noise under every recording, -56 dBFS: exact digital silence ruins the recogniser's normalisation (0.0004 and 0.004 give more wrong words)
PATHS = 10_000  # sentences-to-be that are kept in mind: with 3,000 the practice voices' words are wrong half as often again, with 30,000 hardly less often

# Evidence for English: a logistic regression on 400 recordings, synthetic (13 voices; English and 16 other languages; three speeds; some as MP3) and human
# (English, Spanish, French, Italian, Russian), rounded, the offset moved until Spanish and Korean sentences that once passed were refused. Judged by a fit without its sentence and its language:
# quoted were 75 of 92 English sentences of six words or more, 18 of 20 human English prompts, none of 248 foreign recordings (45 human).
POSTERIOR, LANGUAGE, SOUND, DISAGREE, DOUBT, OFFSET = 5.1, 2.2, 2.35, 11.5, 3.2, 15.7
CLEAR, PARTLY = 1.0, 0.0  # of what is clear, about 1 word in 7 is wrong
DOUBTFUL = 0.3  # a word with a lower posterior is in doubt; English has few such words, foreign speech three in four
UNSURE = 0.33  # a lower mean posterior is never believed: 19 of 20 English sentences have more, most others less
PHONE_WEIGHT = 2.0  # of the order of phones in English, against how they sound: at the recogniser's own 6.5 a third more of the phones of English words go unheard
KIND = {
    phone: kind
    for kind, phones in enumerate(
        (  # phones that a listener easily takes for one another
            "IY IH EY Y",
            "EH AE AH",
            "AA AO AW AY OW OY",
            "UW UH W",
            "ER R",
            "L",
            "M N NG",
            "P B",
            "T D",
            "K G",
            "F V TH DH",
            "S Z SH ZH",
            "CH JH",
            "HH",
        )
    )
    for phone in phones.split()
}
SLOWEST = 6.5  # phones a second: speech has 9 to 14, slowed to 0.6 still more than 7; tones and melodies taken for words have fewer than 6
FEW, MORE = (
    6,
    1.0,
)  # a piece with fewer words than this gives little to judge by, so that it needs so much more evidence: half as many foreign greetings pass
NOISY = 10  # loud frames to quiet ones, 20 dB: below it words may be quoted, never as clear (hissing speech was heard with up to 4 words in 5 wrong)
PURE = 0.92  # share of a frame's energy in its strongest 100 Hz: whistling and pure tones have 1.0, voices 0.35 to 0.83
SHORTEST = 0.2  # seconds of words: less is a click or a knock


def available() -> bool:
    """Whether pocketsphinx is installed (it has no wheel for Python 3.14)."""
    try:
        import pocketsphinx
    except ImportError:
        return False
    return True


def listen(
    mono: np.ndarray, decoded: "Callable[[list[np.ndarray]], Iterable[Decoded]] | None" = None
) -> Heard:
    """The words in mono float samples in [-1, 1] at 16 kHz. Any array is taken; the same samples give the same words.

    `decoded` makes of a recording's pieces what `decode` makes of each; without it that is done here, one piece after another.
    """
    if not available():
        return Heard("", 0.0, "no ears")
    mono = np.nan_to_num(
        np.asarray(mono, np.float32).ravel()[: LONGEST * RATE], nan=0.0, posinf=0.0, neginf=0.0
    ).clip(-1, 1)
    loud = _loudness(mono)
    if (loud > QUIET).sum() < 10 or _purity(mono) > PURE:
        return Heard("", 0.0, "no speech")
    mono = mono * np.float32(min(GAIN, LEVEL / np.sqrt((loud[loud > QUIET] ** 2).mean())))
    places = [(start, end) for start, end in _pieces(loud) if (loud[start:end] > QUIET).sum() >= 10]
    found = (decoded or _decoded_here)([mono[start * 160 : end * 160] for start, end in places])
    judged = [_judge(*piece, start / 100) for piece, (start, _) in zip(found, places)]
    verdicts = {verdict for verdict, _ in judged}
    for verdict in (
        "partly",
        "clear",
        "unclear",
        "no speech",
    ):  # the first that some piece has; clear beside unclear is partly
        if verdict in verdicts:
            break
    believed = verdict in ("clear", "partly")
    timed = [
        word for of, words in judged for word in words if of in ("clear", "partly") or not believed
    ]
    confidence = (
        float(
            np.average(
                [word.probability for word in timed],
                weights=[word.end - word.start for word in timed],
            )
        )
        if timed
        else 0.0
    )
    if not believed:
        return Heard("", confidence, verdict)
    if "unclear" in verdicts or np.quantile(loud, 0.95) < NOISY * np.quantile(loud, 0.1):
        verdict = "partly"
    return Heard(" ".join(word.text for word in timed), confidence, verdict, tuple(timed))


def _loudness(mono: np.ndarray) -> np.ndarray:
    """Root mean square of each 10 ms, [frames]."""
    frames = mono[: mono.size // 160 * 160].reshape(-1, 160)
    return np.sqrt(np.square(frames, dtype=np.float64).mean(axis=1))


def _purity(mono: np.ndarray) -> float:
    """The median share, 0 to 1, of a loud frame's energy that lies round its strongest frequency; frames of 64 ms."""
    frames = mono[: mono.size // 1024 * 1024].reshape(-1, 1024)
    shares, energies = [], []
    for frame in frames:
        power = np.abs(np.fft.rfft(frame * np.hanning(1024))) ** 2
        peak = int(power.argmax())
        energies.append(power.sum())
        shares.append(power[max(0, peak - 3) : peak + 4].sum() / max(energies[-1], 1e-30))
    return (
        float(np.median(np.array(shares)[np.array(energies) >= max(energies) / 1000]))
        if shares
        else 0.0
    )


def _pieces(loud: np.ndarray) -> list[tuple[int, int]]:
    """Where to cut, as (start, end) in frames: at the quietest 0.3 s in the second half of each 12 s."""
    smooth = np.convolve(loud, np.ones(30) / 30, "same")
    cuts = [0]
    while loud.size - cuts[-1] > PIECE * 100:
        half, whole = cuts[-1] + PIECE * 50, cuts[-1] + PIECE * 100
        cuts.append(half + int(smooth[half:whole].argmin()))
    return list(zip(cuts, cuts[1:] + [loud.size]))


def _judge(found: list[tuple], sounds: list[str], offset: float) -> tuple[str, list[Word]]:
    """The verdict on one piece that starts at `offset` seconds, and its words; `found` and `sounds` are what `decode` gives."""
    spoken = [segment for segment in found if segment[0][0] not in "<["]
    frames = np.array([end - start for _, start, end, *_ in spoken])
    fillers = sum(
        end - start for word, start, end, *_ in found if word[0] == "["
    )  # [SPEECH] and the like: sound that fits no word
    said = [phone for segment in spoken for phone in segment[6]]
    phones = len(said)
    words = [
        Word(re.sub(r"\(\d+\)$", "", word), offset + start / 100, offset + end / 100, sure)
        for word, start, end, sure, *_ in spoken
    ]
    if frames.sum() < SHORTEST * 100 or phones < SLOWEST * (frames.sum() + fillers) / 100:
        return "no speech", []
    posterior = np.average([word.probability for word in words], weights=frames)
    language = sum(segment[5] for segment in spoken) / phones
    sound = sum(segment[4] for segment in spoken) / frames.sum()
    doubtful = frames[[word.probability < DOUBTFUL for word in words]].sum() / frames.sum()
    evidence = (
        POSTERIOR * posterior
        + LANGUAGE * language
        + SOUND * sound
        - DISAGREE * _disagreement(said, sounds)
        - DOUBT * doubtful
        + OFFSET
        - (MORE if len(words) < FEW else 0)
    )
    if posterior < UNSURE or evidence < PARTLY:
        return "unclear", words
    return "clear" if evidence >= CLEAR else "partly", words


def _disagreement(said: list[str], sounds: list[str]) -> float:
    """Phones of the words that were not heard as such, or heard too many, for each phone of the words: 0 is all agree. Phones of one kind count half."""
    row = [float(column) for column in range(len(sounds) + 1)]
    for number, phone in enumerate(said, 1):
        before, row = row, [float(number)]
        for column, sound in enumerate(sounds, 1):
            unlike = 0 if phone == sound else 0.5 if KIND[phone] == KIND.get(sound) else 1
            row.append(min(before[column] + 1, row[-1] + 1, before[column - 1] + unlike))
    return row[-1] / len(said)


Decoded = tuple[list, list[str]]
_decoder, _deciding = (
    None,
    threading.Lock(),
)  # one decoder a process, 95 MB and half a second to load; it is not thread-safe


def decode(mono: np.ndarray) -> Decoded:
    """What the recogniser makes of one piece: (word, start and end in frames of 10 ms, posterior, log-likelihoods of its sound and of the word, its phones)
    for each, and the phones that it hears when it need not make words of them."""
    global _decoder
    noise = np.random.default_rng(1).normal(0, DITHER, mono.size)  # always the same noise
    pcm = ((mono + noise).clip(-1, 1) * 32767).astype("<i2").tobytes()
    log = lambda likelihood: float(np.log(max(likelihood, 1e-308)))
    with _deciding:
        _decoder = _decoder or _loaded()
        segments = _search(_decoder, "_default", pcm)
        found = [
            (
                s.word,
                s.start_frame,
                s.end_frame + 1,
                min(1.0, s.prob),
                log(s.ascore),
                log(s.lscore) * 1024 / 6.5,  # undo its shift by 10 bits and its language weight
                (_decoder.lookup_word(s.word) or "").split(),
            )
            for s in segments
        ]
        return found, [s.word for s in _search(_decoder, "phones", pcm) if s.word != "SIL"]


def _decoded_here(pieces: list[np.ndarray]) -> Iterable[Decoded]:
    return map(decode, pieces)


def _search(decoder, name: str, pcm: bytes) -> list:
    decoder.activate_search(name)
    decoder.start_utt()
    decoder.process_raw(
        pcm, full_utt=True
    )  # whole, so that its normalisation knows nothing of recordings before
    decoder.end_utt()
    return list(decoder.seg() or ()) if decoder.hyp() else []


def _loaded():
    """A new decoder that hears words, and bare sounds as a second search."""
    import pocketsphinx

    decoder = pocketsphinx.Decoder(loglevel="FATAL", maxhmmpf=PATHS, cmn="batch")
    decoder.config["remove_noise"] = (
        False  # only now: the model's own file overrules the argument, and noise removal remembers earlier recordings
    )
    decoder.reinit_feat()
    decoder.config["lw"] = PHONE_WEIGHT  # for the search that is added next
    decoder.add_allphone_file("phones", pocketsphinx.get_model_path("en-us/en-us-phone.lm.bin"))
    return decoder
