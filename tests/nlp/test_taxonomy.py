from broadsheet import nlp


def test_a_media_topic_is_called_by_its_name_in_either_language() -> None:
    assert nlp.tag_label("medtop:15000000", "en") == "sport"
    assert nlp.tag_label("medtop:15000000", "zh") == "体育"


def test_a_free_tag_is_called_as_it_is_written() -> None:
    assert nlp.tag_label("larke", "en", written="Larke") == "Larke"
    assert nlp.tag_label("云雀", "zh") == "云雀"


def test_a_topic_that_is_not_known_is_its_own_name() -> None:
    assert nlp.tag_label("medtop:99999999", "en") == "medtop:99999999"
