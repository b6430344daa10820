// A named list to choose from. While it has the focus JupyterLab's shortcuts rest, but for those with Ctrl or Cmd: an arrow key would leave the list, and an x cut the cell.

const REST = "data-lm-suppress-shortcuts";

function render({ model, el }) {
  const label = document.createElement("label");
  const select = document.createElement("select");
  select.id = label.htmlFor = `choice-${Math.random().toString(36).slice(2)}`;
  label.textContent = model.get("description");
  select.append(...model.get("options").map((value, i) => new Option(model.get("shown")[i], value)));
  select.setAttribute(REST, "");
  const rest = event => select.toggleAttribute(REST, !(event.ctrlKey || event.metaKey));
  for (const event of ["keydown", "keyup", "focus"]) select.addEventListener(event, rest);
  select.addEventListener("change", () => { model.set("value", select.value); model.save_changes(); });
  const show = () => { select.value = model.get("value"); };
  model.on("change:value", show);
  show();
  el.classList.add("choice");
  el.append(label, select);
  return () => model.off("change:value", show);
}

export default { render };
