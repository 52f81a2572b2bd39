/** As much of an XML parser as tells whether a document is well formed: it throws where it is not. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const TOKEN = /<\?xml[^>]*\?>|<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ENTITY = /&(?:amp|lt|gt|quot|apos|#\d+);/g;

/** The root element. */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`not well formed at ${at}: ${text.slice(at, at + 60)}`);
    const [, closing, name, attributes = '', empty, content] = match;
    const current = open.at(-1) ?? root;
    if (content !== undefined) current.text += resolved(content);
    else if (name !== undefined && closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    } else if (name !== undefined) {
      const element: XmlElement = { name, attributes: attributesOf(attributes), children: [], text: '' };
      current.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [only, ...more] = root.children;
  if (open.length !== 1 || !only || more.length > 0) throw new Error('not one complete element');
  return only;
}

function attributesOf(text: string): Record<string, string> {
  const found = [...text.matchAll(/([\w:.-]+)="([^"]*)"/g)];
  const names = found.map(([, name]) => name);
  if (new Set(names).size !== names.length) throw new Error(`an attribute twice in ${text}`);
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, resolved(value)]));
}

function resolved(text: string): string {
  if (text.replace(ENTITY, '').includes('&')) throw new Error(`a bare & in ${text.slice(0, 60)}`);
  return text;
}
