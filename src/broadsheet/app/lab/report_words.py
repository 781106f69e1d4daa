"""The words of a training's report, in Chinese and English."""

from collections.abc import Mapping

_SAID: Mapping[str, Mapping[str, str]] = {
    "en": {
        "kicker": "Training report",
        "contents": "Contents",
        "what": "What it is",
        "training": "How the training went",
        "exports": "Exports, each let through its gate",
        "corpus": "The text it learnt from",
        "again": "To make it again",
        "again_how": "The same settings, the same text and the same seed give the same model on the same machine.",
        "figure": "figure",
        "value": "value",
        "prompt": "Given",
        "written": "Written by the model",
        "held_out": "What stood there",
        "samples_how": "Drawn with the seed of the recipe, none chosen. A small model invents: nothing here is a fact.",
        "confusion": "Rows are the true labels, columns what the model said.",
        "state_training": "In training: {step} of {steps} steps.",
        "state_measuring": "Trained, being measured.",
        "state_stopped": "Stopped after {step} of {steps} steps; the same command goes on from there.",
        "state_ready": "Ready after {step} steps.",
        "likelihood_how": "On texts the model has not seen. Bits per byte compare models with different tokenizers.",
        "ngram_how": "An interpolated modified Kneser-Ney n-gram on the same split: what a model must beat.",
        "overlap_how": "Beside what people wrote of the same texts; the first sentence alone is what must be beaten.",
        "editorial_how": "The model's pieces and people's, judged by the same checks against the same sources.",
        "classes_how": "On texts the model has not seen, beside the commonest label and TF-IDF with regression.",
        "gaps_how": "Words that were hidden in texts the model has not seen.",
    },
    "zh": {
        "kicker": "训练报告",
        "contents": "目录",
        "what": "模型概况",
        "training": "训练过程",
        "exports": "导出格式（每种都经过核对）",
        "corpus": "训练文本",
        "again": "如何重做",
        "again_how": "在同一台机器上，相同的设置、文本和随机种子会得到相同的模型。",
        "figure": "指标",
        "value": "数值",
        "prompt": "给出",
        "written": "模型所写",
        "held_out": "原文",
        "samples_how": "按配方的随机种子抽取，未经挑选。小模型会编造，以下内容都不是事实。",
        "confusion": "行为真实标签，列为模型的判断。",
        "state_training": "训练中：第 {step} 步，共 {steps} 步。",
        "state_measuring": "训练完成，正在评测。",
        "state_stopped": "停在第 {step} 步，共 {steps} 步；再次运行同一命令即可继续。",
        "state_ready": "已完成，共 {step} 步。",
        "likelihood_how": "在模型没见过的文本上。不同分词器的模型可用每字节比特数比较。",
        "ngram_how": "同样划分下的插值修正 Kneser-Ney n 元模型：模型必须胜过它。",
        "overlap_how": "与人就同一文本所写的比较；只取首句是必须胜过的基线。",
        "editorial_how": "用同样的检查、对照同样的来源，评判模型与人所写的稿件。",
        "classes_how": "在模型没见过的文本上，并与最常见标签、TF-IDF 加回归比较。",
        "gaps_how": "模型没见过的文本中被遮住的词。",
    },
}
_FIGURES_ZH: Mapping[str, str] = {
    "recipe": "配方",
    "architecture": "结构",
    "parameters": "参数量",
    "vocabulary": "词表大小",
    "seed": "随机种子",
    "step": "步数",
    "best_step": "最佳步",
    "tokens": "词元数",
    "seconds": "秒数",
    "joules": "能耗（焦耳）",
    "likelihood": "似然",
    "ngram": "n 元模型",
    "samples": "样例",
    "overlap": "与人所写的重合",
    "editorial": "编辑关",
    "classes": "分类",
    "tags": "标注",
    "gaps": "填空",
    "loss": "损失",
    "perplexity": "困惑度",
    "bits_per_byte": "每字节比特数",
    "nats": "奈特总数",
    "predictions": "预测次数",
    "accuracy": "准确率",
    "macro_f1": "宏平均 F1",
    "precision": "精确率",
    "recall": "召回率",
    "label": "标签",
    "n": "数量",
    "format": "格式",
    "bytes": "字节数",
    "share": "比例",
    "model": "模型",
    "people": "人",
    "sourcing": "出处",
    "opinion": "观点与事实",
    "context": "背景",
    "first_sentence": "首句",
    "language": "语言",
}


def say(language: str, key: str, **given: str) -> str:
    """The words under `key` in `language`."""
    return _SAID[language][key].format(**given)


def figure_name(language: str, key: str) -> str:
    """A figure's name: `likelihood.bits_per_byte` in words; of one that has none in Chinese, its own."""
    parts = key.split(".")
    if language == "zh":
        return " · ".join(_FIGURES_ZH.get(part, part) for part in parts)
    return " · ".join(part.replace("_", " ") for part in parts)
