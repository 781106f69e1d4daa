import inspect

from broadsheet.core import errors


def every_error() -> list[type[errors.BroadsheetError]]:
    return [c for _n, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, errors.BroadsheetError)]


def test_the_tree_in_the_docstring_is_the_tree_in_the_code() -> None:
    lines = (errors.__doc__ or "").splitlines()
    drawn = [word for line in lines for word in line.replace("│", " ").split() if word.endswith("Error")]
    assert set(drawn) == {c.__name__ for c in every_error()}


def test_every_error_has_its_own_code() -> None:
    codes = [c.code for c in every_error()]
    assert len(codes) == len(set(codes))


def test_a_message_says_what_was_asked_found_and_to_do() -> None:
    error = errors.UnknownNameError("there is no such kind", asked="x", found="y", do="z", choices=["a", "b"])
    assert str(error) == "there is no such kind; asked: x; found: y; choices: a, b; do: z"
    assert error.as_dict()["choices"] == ["a", "b"]
