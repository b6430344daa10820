// What every widget needs of a page.

// While an element with this attribute has the focus, JupyterLab's shortcuts rest.
const SHORTCUTS_REST = "data-lm-suppress-shortcuts";

// A sentence in the learner's language, with `values` in the places of its {names}. SENTENCES is
// the table that display/widget_files.py puts before the scripts; without it English stays.
function local(english, values = {}) {
  const sentence = SENTENCES[english] ?? english;
  return sentence.replace(/\{([a-z_]+)\}/g, (place, name) => values[name] ?? place);
}

// An element with properties, `attributes` and children.
function make(tag, properties = {}, ...children) {
  const { attributes, ...others } = properties;
  const element = Object.assign(document.createElement(tag), others);
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
