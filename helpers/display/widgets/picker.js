// A place to choose or drop files, and the list of those that Python has or is getting. Python keeps the list; the page keeps the bytes, and sends a slice whenever Python asks for one.

const SLICE = 1024 * 1024;      // bytes; a Jupyter server takes messages up to 10 MiB
const PATIENCE = 2000;          // ms until the page says that Python does not answer
const FILES = "audio/*,video/*,.wav,.mp3,.m4a,.aac,.flac,.ogg,.oga,.opus,.webm,.mp4,.mov,.3gp,.amr,.wma,.caf,.aif,.aiff,.au";
const own = new Map();          // id -> what this page has of it: name, size, blob to send, sound to play; what Python asked for last, whether it knows of it, whether it was given up

function make(tag, properties = {}, ...inside) {
  const { attributes, ...others } = properties;
  const element = Object.assign(document.createElement(tag), others);
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

function picker({ model, el }) {
  const multiple = model.get("multiple"), rows = new Map();
  const input = make("input", { type: "file", accept: FILES, multiple });
  const drop = make("label", { className: "recorder-drop" }, input, make("b", { textContent: multiple ? "Choose recordings" : "Choose a recording" }),
    make("span", { textContent: `or drop ${multiple ? "them" : "it"} here, up to ${model.get("largest") / 1e6} MB${multiple ? " each" : ""}` }));
  const list = make("ul", { hidden: true, attributes: { role: "list", "aria-label": multiple ? "Your recordings" : "Your recording" } });
  const trouble = make("p", { className: "recorder-warning", hidden: true });
  const spoken = make("p", { className: "recorder-spoken", attributes: { role: "status" } });     // for screen readers
  const box = make("div", { className: "recorder", attributes: { role: "group", "aria-label": "Choose a recording" } }, drop, list, trouble, spoken);
  let told = [], patience;

  function say(words) { spoken.textContent = words; }

  function warn(words) {
    trouble.textContent = words;
    trouble.hidden = !words;
    if (words) say(words);
  }

  function send(content, buffer) {
    try { model.send(content, undefined, buffer ? [buffer] : []); } catch { /* Python is gone: no answer will say so */ }
  }

  function ask(content, buffer) {
    send(content, buffer);
    clearTimeout(patience);
    patience = setTimeout(warn, PATIENCE, "Python does not answer. If a cell is running, this waits for it. If Python was restarted, run this cell again.");
  }

  function begin(known) {
    const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;   // randomUUID is missing on plain http
    own.set(id, known);
    ask({ type: "begin", id, name: known.name, size: known.size, rate: known.rate });
    show(told);
    return id;
  }

  function choose(files) {
    warn(!files.length ? "No file came: drop a file from a folder of your computer." : files.length > 1 && !multiple ? "This takes one recording: the first was taken." : "");
    for (const file of multiple ? files : [...files].slice(0, 1)) begin({ name: file.name, size: file.size, blob: file });
  }

  // What Python lacks. JupyterLab may hand over messages in another order than they were sent in, so that "cancel" and "end" can have been overlooked.
  async function pass(item) {
    const mine = own.get(item.id);
    if (mine?.dropped) return send({ type: "cancel", id: item.id });
    if (item.state === "recording" && mine?.size !== undefined) return send({ type: "end", id: item.id, size: mine.size });
    if (item.state !== "arriving" || !mine?.blob || mine.asked === item.at) return;
    mine.asked = item.at;
    try {
      ask({ type: "slice", id: item.id, at: item.at }, await mine.blob.slice(item.at, item.at + SLICE).arrayBuffer());
    } catch {
      cancel(item.id);
      warn(`${item.name} cannot be read: it is a folder, or was moved or changed. Choose it again.`);
    }
  }

  function cancel(id) {
    if (own.has(id)) own.get(id).dropped = true;
    ask({ type: "cancel", id });
  }

  function row(id) {
    const name = make("b"), facts = make("span"), bar = make("progress", { max: 1 }), note = make("p");
    const button = make("button", { type: "button", onclick: () => { cancel(id); (box.querySelector(".recorder-key:not([hidden])") ?? input).focus(); } });
    const line = make("li", {}, make("div", {}, name, facts, button), bar, note);
    let player, before;

    function play(item, sound) {
      player = make("audio", { controls: true, src: URL.createObjectURL(sound), title: item.name, attributes: { "aria-label": item.name } });
      player.onerror = () => {
        player.hidden = true;
        note.textContent ||= "This browser cannot play this format, Python can: to hear it, show its sound in a cell.";
        note.hidden = false;
      };
      note.before(player);
    }

    function show(item) {
      const mine = own.get(id), state = item.state === "recording" && mine?.size !== undefined ? "waiting" : item.state;
      line.hidden = state === "recording" && Boolean(mine);     // the recorder shows it
      line.dataset.state = state;
      name.textContent = name.title = item.name;
      facts.textContent = { waiting: "waiting for Python", recording: "being recorded", reading: "reading …", refused: "not taken", held: item.facts, arriving: `${(item.at / 1e6).toFixed(1)} of ${(item.size / 1e6).toFixed(1)} MB` }[state];
      bar.hidden = state !== "arriving";
      bar.value = item.size ? item.at / item.size : 0;
      bar.setAttribute("aria-label", `Sending ${item.name}`);
      button.textContent = state === "held" || state === "refused" ? "Remove" : "Cancel";
      button.setAttribute("aria-label", `${button.textContent} ${item.name}`);
      note.textContent = item.note || (mine || state === "refused" ? "" : state === "held" ? "Python has it: to hear it, show its sound in a cell." : "This comes from another page, or from this one before it was reloaded.");
      note.className = item.note ? "recorder-warning" : "";
      note.hidden = !note.textContent;
      if (!player && mine?.sound) play(item, mine.sound);
      if (!player && mine?.blob && state === "held") play(item, mine.blob);
      if (before && before !== state && state === "held") say(`Ready: ${item.name}, ${item.facts}. ${item.note}`.trim());
      if (before && before !== state && state === "refused") say(`${item.name}: ${item.note}`);
      before = state;
    }

    function remove() {
      if (player) URL.revokeObjectURL(player.src);
      line.remove();
    }
    return { line, show, remove };
  }

  function show(items) {
    told = items;
    for (const { id } of items) if (own.has(id)) own.get(id).known = true;
    const unknown = [...own].filter(([, mine]) => !mine.known).map(([id, mine]) => ({ id, name: mine.name, state: mine.size === undefined ? "recording" : "waiting" }));
    const all = [...items, ...unknown];
    for (const id of [...rows.keys()].filter(id => !all.some(item => item.id === id))) {
      rows.get(id).remove();
      rows.delete(id);
      own.delete(id);
    }
    for (const item of all) {
      if (!rows.has(item.id)) rows.set(item.id, row(item.id));
      const { line, show } = rows.get(item.id);
      show(item);
      if (!line.isConnected) list.append(line);
      pass(item);
    }
    list.hidden = [...list.children].every(line => line.hidden);
  }

  model.on("msg:custom", content => {
    if (trouble.textContent.startsWith("Python")) warn("");
    clearTimeout(patience);
    show(content.items);
  });
  model.on("comm_live_update", () => ask({ type: "hello" }));      // a restarted Python knows nothing of this widget, and does not answer
  input.onchange = () => {
    choose(input.files);
    input.value = "";                                              // so that the same file can be chosen again
  };
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, event => {
      event.preventDefault();
      event.stopPropagation();
      drop.classList.toggle("recorder-over", kind === "dragenter" || kind === "dragover");
      if (kind === "drop") choose(event.dataTransfer.files);
    });
  }
  box.addEventListener("focusin", event => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));   // keys here are not JupyterLab's: it would add cells, or run this one again
  el.append(box);
  ask({ type: "hello" });

  function close() {
    clearTimeout(patience);
    for (const { remove } of rows.values()) remove();
  }
  return Object.assign(close, { box, drop, list, begin, send, ask, say, warn, refresh: () => show(told) });   // a function, because anywidget calls what it gets when the view is closed
}
