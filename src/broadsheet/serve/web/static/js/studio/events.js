// Server-sent events of an answer to a POST, which EventSource cannot make (HTML standard, 9.2.6).
export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { value, done } = await reader.read();
    held += (value ?? "").replaceAll("\r", "");
    const whole = held.split("\n\n");
    held = whole.pop();
    for (const one of whole) {
      const fields = new Map(one.split("\n").map((line) => line.split(/: ?(.*)/su)));
      if (fields.has("data")) yield { event: fields.get("event") ?? "message", data: JSON.parse(fields.get("data")) };
    }
    if (done) return;
  }
}
