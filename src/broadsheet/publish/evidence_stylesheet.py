"""The look of a check's report: a verdict is told by its line and its words, never by colour alone."""

STYLESHEET = """
:root{--paper:#fffefc;--ink:#17181a;--quiet:#5a5b5e;--hair:#d3d0c6;--wash:#f4f2ec;--good:#17664a;--doubt:#865600;
--wrong:#a3201c;--view:#45587a}
@media (prefers-color-scheme:dark){:root{--paper:#131416;--ink:#ebe8e0;--quiet:#a5a39c;--hair:#373a3f;--wash:#1f2125;
--good:#74cfa8;--doubt:#e9b95c;--wrong:#ff8a78;--view:#a3b8db}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere;
font:1.0625rem/1.65 "Source Serif 4",Charter,Georgia,"Liberation Serif","Times New Roman",serif}
:lang(zh){font-family:"Songti SC","Noto Serif CJK SC","Source Han Serif SC",SimSun,serif}
main{max-width:46em;margin:0 auto;padding:1.5rem 1.25rem 4rem}
header{border-top:4px solid var(--ink);padding-top:.75rem}
.kicker,.standing,.made,.counts,small,footer,.witness,.findings,.cleared,h2,.sources,
.standing [lang],.findings [lang]{font-family:system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
.kicker{margin:0;font-size:.8125rem;color:var(--quiet)}
h1{margin:.25rem 0 .75rem;font-size:clamp(1.5rem,4.5vw,2.1rem);line-height:1.25;text-wrap:balance}
.standing{margin:0 0 .35rem;padding:.6rem .8rem;background:var(--wash);border-left:5px solid var(--doubt);
font-weight:600}
.passed .standing{border-left-color:var(--good)}
.contradicted .standing{border-left:8px double var(--wrong)}
.made,small,footer{font-size:.8125rem;color:var(--quiet)}
.counts{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.75rem 0 0;padding:0;list-style:none;font-size:.9rem}
h2{margin:2.25rem 0 .75rem;padding-top:.5rem;border-top:2px solid var(--ink);font-size:1rem}
.counts .supported b,.rows .supported .verdict{color:var(--good)}
.counts .unsupported b,.rows .unsupported .verdict{color:var(--doubt)}
.counts .contradicted b,.rows .contradicted .verdict{color:var(--wrong)}
.counts .opinion b,.rows .opinion .verdict{color:var(--view)}
.text{white-space:pre-line}
.text a{color:inherit;text-decoration:none;border-bottom:1.5px solid var(--good)}
.text a.unsupported{border-bottom:2px dashed var(--doubt)}
.text a.contradicted{border-bottom:4px double var(--wrong)}
.text a.opinion{border-bottom:2px dotted var(--view)}
sup{font:600 .62em/1 system-ui,sans-serif;color:var(--quiet);padding-left:.15em}
.rows ol{margin:0;padding-left:2.2em}
.rows li[id]{padding:.6rem 0;border-bottom:1px solid var(--hair);break-inside:avoid}
.rows li:target{background:var(--wash)}
.verdict,.said,.why,.cleared,.witness{margin:0 0 .25rem}
.said{font-weight:600}
.why{color:var(--quiet);font-size:.95rem}
blockquote{margin:.4rem 0;padding:.4rem .8rem;background:var(--wash)}
blockquote p{margin:0;font-size:.95rem}
.witness,.findings,.cleared,.sources{font-size:.875rem}
.findings{margin:.3rem 0;padding-left:1.1em}
.findings q{background:var(--wash)}
.cleared{padding:.3rem .6rem;border:1px solid var(--hair)}
.sources{margin:0;padding:0;list-style:none}
.sources li{padding:.2rem 0}
a{color:inherit;text-underline-offset:.15em}
a:focus-visible{outline:2px solid var(--wrong);outline-offset:2px}
@media print{:root{--paper:#fff;--ink:#000;--quiet:#444;--wash:#f4f4f4}
body{font-size:10.5pt}main{max-width:none;padding:0}}
""".strip()
