"""The look of a published page: a newspaper column, in serif type for both scripts, light and dark."""

# Line length: about 34 Han or 68 Latin characters. Indents of two characters are the habit of Chinese print.
STYLESHEET = """
:root{--paper:#fbf9f4;--ink:#1c1a17;--quiet:#6a645b;--rule:#1c1a17;--hair:#d8d2c6;--link:#7a1f1f;--mark:#f1ead9}
@media (prefers-color-scheme:dark){:root{--paper:#16150f;--ink:#e8e3d8;--quiet:#a49c8d;--rule:#e8e3d8;--hair:#3a372f;
--link:#e2a39a;--mark:#24221a}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);
font:1.125rem/1.7 "Source Serif 4",Charter,Georgia,"Times New Roman","Noto Serif CJK SC","Source Han Serif SC",
"Songti SC",SimSun,serif;font-kerning:normal;text-rendering:optimizeLegibility}
article{max-width:38em;margin:0 auto;padding:1.5rem 1.25rem 4rem}
header{border-top:4px double var(--rule);padding-top:.75rem}
.label{margin:0 0 1.25rem;padding:.5rem .75rem;background:var(--mark);border-left:3px solid var(--rule);
font:.8125rem/1.5 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{margin:0 0 .75rem;font-size:clamp(1.75rem,5.5vw,2.6rem);line-height:1.2;font-weight:700;text-wrap:balance}
.dates{margin:0 0 1.5rem;padding-bottom:.75rem;border-bottom:1px solid var(--hair);color:var(--quiet);font-size:.875rem}
.byline{color:var(--ink);font-weight:600}
.body p{margin:0 0 1em;hyphens:auto;overflow-wrap:anywhere}
html[lang^=zh] .body p{text-indent:2em;text-align:justify;line-height:1.9}
html:not([lang^=zh]) .body p+p{text-indent:1.25em;margin-top:-.6em}
.body h2,.body h3{margin:1.6em 0 .5em;padding:0;border:0;font-size:1.25rem;line-height:1.3;letter-spacing:0}
.body h3{font-size:1.0625rem}
.body blockquote{margin:0 0 1em;padding-left:1em;border-left:3px solid var(--hair);color:var(--quiet)}
.body ul,.body ol{margin:0 0 1em;padding-left:1.6em}
.body figure{margin:1.5em 0}
.body img{max-width:100%;height:auto}
.cite{font-size:.65em;line-height:0;padding-left:.1em}
.cite a+a{padding-left:.3em}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.15em}
.cite a{text-decoration:none}
a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
h2{margin:2.5rem 0 .5rem;padding-top:.5rem;border-top:1px solid var(--rule);font-size:1rem;letter-spacing:.04em}
.sources ol,.corrections ul{margin:0;padding-left:1.5em;font-size:.9rem;line-height:1.55;overflow-wrap:anywhere}
.sources li,.corrections li{margin:.3em 0}
.sources li:target{background:var(--mark)}
.corrections{margin:0 0 1.5rem;padding:0 .9rem .75rem;background:var(--mark)}
.corrections h2{margin-top:0;border-top:2px solid var(--link)}
.tombstone{margin:2rem 0;padding:2rem 1rem;border:1px solid var(--hair);text-align:center}
.tombstone h2{border:0;margin:0 0 .5rem;font-size:1.25rem}
@media print{body{background:#fff;color:#000}a{color:#000}}
""".strip()
