from broadsheet.models import Idling


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_model_not_asked_for_long_enough_is_put_down() -> None:
    rested: list[bool] = []
    clock = Clock()
    idling = Idling(lambda: rested.append(True), seconds=600, clock=clock)
    idling.begun()
    idling.ended()
    clock.now = 599
    idling.look()
    assert rested == []
    clock.now = 600
    idling.look()
    assert rested == [True]
    idling.stop()


def test_one_that_answers_is_let_be() -> None:
    rested: list[bool] = []
    clock = Clock()
    idling = Idling(lambda: rested.append(True), seconds=600, clock=clock)
    idling.begun()
    idling.ended()
    idling.begun()
    clock.now = 9000
    idling.look()
    assert rested == []
    idling.ended()
    clock.now = 9000 + 600
    idling.look()
    assert rested == [True]
    idling.stop()


def test_no_seconds_mean_never() -> None:
    rested: list[bool] = []
    clock = Clock()
    idling = Idling(lambda: rested.append(True), seconds=0, clock=clock)
    idling.begun()
    idling.ended()
    clock.now = 10**6
    idling.look()
    assert rested == []
