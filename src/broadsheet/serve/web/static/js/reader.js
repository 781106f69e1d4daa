// Tells Broadsheet what readers do. No cookies; nothing is stored unless allowed; silent under DNT or GPC.
window.broadsheet = (() => {
  const d = document, n = navigator, script = d.currentScript, KEY = "broadsheet";
  const o = { site: script ? new URL(script.src).origin : "", ...(script && script.dataset) };
  const refused = n.globalPrivacyControl || n.doNotTrack === "1";
  let allowed = !refused && o.consent !== "ask", keep = allowed && o.storage === "yes";
  let queue = [], busy = false, wait = 1000, reader = o.reader, seen = new WeakSet(), timers = new Map();
  const id = () => Date.now().toString(16).padStart(12, "0") +
    Array.from(crypto.getRandomValues(new Uint8Array(10)), (b) => b.toString(16).padStart(2, "0")).join("");
  const held = (value) => {
    try {
      if (!keep) return {};
      if (value) localStorage.setItem(KEY, JSON.stringify(value));
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch { return {}; }
  };
  const save = () => held({ reader, queue });
  const name = () => {
    const old = held();
    queue = [...(old.queue || []), ...queue];
    reader = o.reader || old.reader || reader || "visit-" + id();
    save();
  };
  const drop = (some) => { queue = queue.filter((e) => !some.includes(e)); save(); };
  const send = (last) => {
    const some = queue.slice(0, 100), url = o.site + "/api/v1/events", body = JSON.stringify({ events: some });
    if (!allowed || !some.length || (busy && last !== true)) return;
    if (last === true) { if (n.sendBeacon(url, body) && !keep) drop(some); return; }
    busy = true;
    const later = () => { setTimeout(send, wait); wait = Math.min(wait * 2, 6e4); };
    fetch(url, { method: "POST", body, keepalive: true, credentials: "omit" }).then((r) => {
      if (r.status === 429 || r.status > 499) return later();
      wait = 1000; drop(some); setTimeout(send, 0);
    }, later).finally(() => { busy = false; });
  };
  const about = (e) => {
    const near = (k) => e.closest(`[data-${k}]`)?.dataset[k], a = near("article") || near("reading");
    const link = e.closest("a[href]") || e.querySelector("a[href]");
    const what = /^\d+$/.test(a) ? { article: +a } : near("item") ? { item: near("item") }
      : { url: a || (link && !e.closest("[data-reading]") ? link.href : location.href) };
    return { ...what, topic: near("topic") || "", page: near("page") || "", position: +near("position") || 0 };
  };
  const tell = (action, what, value = 1) => {
    if (!allowed) return;
    if (!reader) name();
    const more = what instanceof Element ? about(what) : what;
    queue.push({ key: id(), reader, action, at: new Date().toISOString(), value, ...more });
    queue = queue.slice(-500); save(); setTimeout(send, 500);
  };
  const eye = new IntersectionObserver((all) => all.forEach(({ target: t, isIntersecting: there }) => {
    clearTimeout(timers.get(t));
    if (there) timers.set(t, setTimeout(() => { tell("view", t); eye.unobserve(t); }, 1000));
  }), { threshold: 0.5 });
  const look = () => d.querySelectorAll("[data-article],[data-item]").forEach((e) => {
    if (!seen.has(e) && !e.dataset.act) { seen.add(e); eye.observe(e); }
  });
  let seconds = 0, finished = false;
  const leave = () => {
    const text = d.querySelector("[data-reading]");
    if (text && seconds) tell("dwell", text, seconds);
    seconds = 0; send(true);
  };
  const start = (given) => {
    Object.assign(o, given); reader = o.reader || reader;
    if (allowed) { name(); send(); }
    look(); new MutationObserver(look).observe(d.body, { childList: true, subtree: true });
    setInterval(() => {
      const text = d.querySelector("[data-reading]");
      if (!text || d.hidden) return;
      seconds += 1;
      if (!finished && seconds > 2 && text.getBoundingClientRect().bottom <= innerHeight) {
        finished = true; tell("finish", text);
      }
    }, 1000);
    const press = (event) => {
      const act = event.target.closest("[data-act]"), link = event.target.closest("a[href]");
      if (act) tell(act.dataset.act, act);
      else if (link && link.closest("[data-article],[data-item]")) tell("click", link);
    };
    d.addEventListener("click", press, true); d.addEventListener("auxclick", press, true);
    d.addEventListener("visibilitychange", () => d.hidden && leave());
    addEventListener("pagehide", leave); addEventListener("online", send);
  };
  const consent = (yes) => {
    allowed = keep = !!yes;
    if (yes) { name(); send(); } else { queue = []; reader = o.reader; try { localStorage.removeItem(KEY); } catch {} }
  };
  if (script) d.readyState === "loading" ? d.addEventListener("DOMContentLoaded", () => start()) : start();
  return { start, tell, consent };
})();
