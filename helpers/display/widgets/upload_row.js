// One line in the list of recordings: what Python has, or is getting, of one upload.

// What this page has of each upload, by id: its name; its size, once it is known; the `blob` to
// send; the `sound` to play; `askedAt`, what Python asked for last; `known`, whether Python knows
// of it; `cancelled`, whether it was given up.
const pageUploads = new Map();

const FACTS = {            // shown for each state; "waiting" is known to the page alone
  waiting: () => local("waiting for Python"),
  recording: () => local("being recorded"),
  reading: () => local("reading …"),
  refused: () => local("not taken"),
  held: item => item.facts,
  arriving: item => local("{arrived} of {size} MB", {
    arrived: (item.at / 1e6).toFixed(1), size: (item.size / 1e6).toFixed(1),
  }),
};

// The state of an item of Python's list, as this page sees it.
function stateOf(item, own) {
  return item.state === "recording" && own?.size !== undefined ? "waiting" : item.state;
}

function noteOf(item, own) {
  if (item.note) return item.note;
  if (own || item.state === "refused") return "";
  if (item.state === "held") return local("Python has it: to hear it, show its sound in a cell.");
  return local("This comes from another page, or from this one before it was reloaded.");
}

// `cancel` takes the upload back, `say` tells a screen reader.
function uploadRow(id, cancel, say) {
  const name = make("b"), facts = make("span"), note = make("p");
  const bar = make("progress", { max: 1 });
  const button = make("button", { type: "button", onclick: cancel });
  const line = make("li", {}, make("div", {}, name, facts, button), bar, note);
  let player, before;

  function play(item, sound) {
    player = make("audio", {
      controls: true,
      src: URL.createObjectURL(sound),
      title: item.name,
      attributes: { "aria-label": item.name },
    });
    player.onerror = () => {
      player.hidden = true;
      note.textContent ||= local("This browser cannot play this format, Python can: "
        + "to hear it, show its sound in a cell.");
      note.hidden = false;
    };
    note.before(player);
  }

  function show(item) {
    const own = pageUploads.get(id), state = stateOf(item, own);
    line.hidden = state === "recording" && Boolean(own);     // the recorder shows it
    line.dataset.state = state;
    name.textContent = name.title = item.name;
    facts.textContent = FACTS[state](item);
    bar.hidden = state !== "arriving";
    bar.value = item.size ? item.at / item.size : 0;
    bar.setAttribute("aria-label", local("Sending {name}", item));
    const done = state === "held" || state === "refused";
    button.textContent = done ? local("Remove") : local("Cancel");
    const aloud = done ? local("Remove {name}", item) : local("Cancel {name}", item);
    button.setAttribute("aria-label", aloud);
    note.textContent = noteOf(item, own);
    note.className = item.note ? "recorder-warning" : "";
    note.hidden = !note.textContent;
    const sound = own?.sound ?? (state === "held" ? own?.blob : undefined);
    if (!player && sound) play(item, sound);
    if (before && before !== state) announce(item, state);
    before = state;
  }

  function announce(item, state) {
    if (state === "held") say(local("Ready: {name}, {facts}. {note}", item).trim());
    if (state === "refused") say(`${item.name}: ${item.note}`);
  }

  function remove() {
    if (player) URL.revokeObjectURL(player.src);
    line.remove();
  }

  return { line, show, remove };
}
