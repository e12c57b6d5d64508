/** make makes an element with attributes and a text. What it says is text and never markup: much of it comes from outside. */
export function make(tag, attributes, text = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}
