// A named list to choose from. While it has the focus JupyterLab's shortcuts rest, but for those
// with Ctrl or Cmd: an arrow key would leave the list, and an x cut the cell.

function render({ model, el }) {
  const select = make("select", { id: `list-picker-${Math.random().toString(36).slice(2)}` });
  const label = make("label", { htmlFor: select.id, textContent: model.get("description") });
  const shown = model.get("shown");
  select.append(...model.get("options").map((value, i) => new Option(shown[i], value)));
  select.setAttribute(SHORTCUTS_REST, "");
  const rest = event => select.toggleAttribute(SHORTCUTS_REST, !(event.ctrlKey || event.metaKey));
  for (const event of ["keydown", "keyup", "focus"]) select.addEventListener(event, rest);
  select.addEventListener("change", () => {
    model.set("value", select.value);
    model.save_changes();
  });
  const show = () => { select.value = model.get("value"); };
  model.on("change:value", show);
  show();
  el.classList.add("list-picker");
  el.append(label, select);
  return () => model.off("change:value", show);
}

export default { render };
