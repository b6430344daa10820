"""Languages by name and by code."""

from helpers.practice.mind import languages


def test_a_language_has_a_name_in_both_languages():
    assert languages.name("es") == "Spanish" and languages.name("es", korean=True) == "스페인어"
    assert languages.name("xx") == "xx"


def test_a_language_is_found_by_its_name():
    assert languages.code("in german, please") == "de" and languages.code("일본어로") == "ja"
    assert languages.code("in Klingon") == "" and languages.code("") == ""
