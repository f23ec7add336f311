"""What has been looked up is not looked up again, and does not fill the memory."""

from atgardsplan.language.remembered import Remembered


def test_a_word_is_asked_for_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = Remembered(length)
    assert [lengths[word] for word in ("rån", "torg", "rån")] == [3, 4, 3]
    assert asked == ["rån", "torg"]


def test_what_is_remembered_is_bounded() -> None:
    lengths = Remembered(len)
    for number in range(50_000):
        assert lengths[f"ord{number}"] == len(str(number)) + 3
    assert len(lengths) < 25_000
