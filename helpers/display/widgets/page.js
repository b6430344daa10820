// What every widget needs of a page.

// While an element with this attribute has the focus, JupyterLab's shortcuts rest.
const SHORTCUTS_REST = "data-lm-suppress-shortcuts";

// An element with properties, `attributes` and children.
function make(tag, properties = {}, ...children) {
  const { attributes, ...others } = properties;
  const element = Object.assign(document.createElement(tag), others);
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
