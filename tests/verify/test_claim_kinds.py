"""What a sentence is: fact, somebody's words, opinion, question."""

import pytest

from broadsheet.verify.claim_kinds import kind_of

CASES = {
    "factual": [
        "全国今年新建高速公路5000公里。",
        "目前，抢险工作正在进行。",
        "同时，该省取消了12项收费。",
        "因此，股市当天收跌1.2%。",
        "这本小说去年售出30万册。",
        "他的职称是高级工程师。",
        "该法规定，驾驶人必须系安全带。",
        "两国签署了说明书的互认协议。",
        "The bridge opened in May after three years of work.",
        "Meanwhile, rescue work is under way.",
        "The report runs to 200 pages.",
        "Passengers must show a passport at the gate.",
        "The stated aim of the law is to cut waste.",
        "Shares fell 4 percent on Monday.",
    ],
    "attribution": [
        "警方表示，两名嫌疑人已被控制。",
        "据新华社报道，火势于凌晨得到控制。",
        "据悉，该项目总投资20亿元。",
        "他说：“我认为这是一场灾难。”",
        "“比赛还会继续吗？”记者王明问他说。",
        "反对党指责市长收受好处。",
        "世界银行的报告显示，该国经济去年增长3%。",
        "专家认为，应当尽快修缮城墙。",
        "Police said two suspects had been detained.",
        "According to the World Bank, the economy grew 3 percent.",
        '"I think this is a disaster," the coach said.',
        "The opposition accused the mayor of taking bribes.",
        "The firm reportedly plans to cut 300 jobs.",
        "Critics argue that the law should be scrapped.",
        "Two suspects were detained, police said.",
    ],
    "opinion": [
        "我认为这座桥修得太晚了。",
        "笔者以为，此举并不高明。",
        "我们应当从中吸取教训。",
        "令人遗憾的是，没有人为此负责。",
        "这无疑是今年最好的消息。",
        "让我们拭目以待。",
        "请广大市民务必锁好门窗。",
        "这一判决荒唐至极。",
        "I think the bridge came far too late.",
        "In our view, the plan is a mistake.",
        "We must learn from this.",
        "Unfortunately, nobody has taken the blame.",
        "The ruling is a disgrace.",
        "Let us wait and see.",
        "The film is a masterpiece.",
        "It is time to act.",
    ],
    "question": [
        "谁来为此负责？",
        "难道没有更好的办法吗？",
        "这笔钱花得值吗。",
        "Who will pay for it?",
        "Is there really no better way?",
    ],
}


@pytest.mark.parametrize(("kind", "sentence"), [(kind, s) for kind, row in CASES.items() for s in row])
def test_the_kind_of_a_sentence_is_read_off_its_wording(kind: str, sentence: str) -> None:
    assert kind_of(sentence) == kind
