/** Ways in which software writes a string, for tests: each is named and takes any string. */
export const ENCODERS: Record<string, (value: string) => string> = {
  raw: (value) => value,
  encodeURIComponent,
  'percent, every byte, upper case': (value) => everyByte(value, (hex) => `%${hex.toUpperCase()}`),
  'percent, every byte, lower case': (value) => everyByte(value, (hex) => `%${hex}`),
  'form, plus for space': (value) => new URLSearchParams({ v: value }).toString().slice(2),
  'percent of percent': (value) => encodeURIComponent(encodeURIComponent(value)),
  json: jsonEscaped,
  'json with escaped slash': (value) => jsonEscaped(value).replaceAll('/', '\\/'),
  'json, every character numbered': (value) => everyUnit(value, (hex) => `\\u${hex.padStart(4, '0')}`),
  'json, every character numbered, upper case': (value) =>
    everyUnit(value, (hex) => `\\u${hex.toUpperCase().padStart(4, '0')}`),
  'json in json': (value) => jsonEscaped(jsonEscaped(value)),
  'json in json in json': (value) => jsonEscaped(jsonEscaped(jsonEscaped(value))),
  html: htmlEscaped,
  'html, every character decimal': (value) =>
    [...value].map((character) => `&#${character.codePointAt(0) ?? 0};`).join(''),
  'html, every character hexadecimal': (value) =>
    [...value].map((character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`).join(''),
  'percent in json': (value) => jsonEscaped(encodeURIComponent(value)),
  'percent in json in html': (value) => htmlEscaped(jsonEscaped(encodeURIComponent(value))),
  'json in percent': (value) => encodeURIComponent(jsonEscaped(value)),
  base64: (value) => Buffer.from(value).toString('base64'),
  'base64 after one byte': (value) => Buffer.from(`:${value}`).toString('base64'),
  'base64 after two bytes': (value) => Buffer.from(`a:${value}`).toString('base64'),
  'base64url, no padding': (value) => Buffer.from(value).toString('base64url'),
  'base64url inside a longer text': (value) => Buffer.from(`{"a":"${jsonEscaped(value)}","b":1}`).toString('base64url'),
  'base64 in percent': (value) => encodeURIComponent(Buffer.from(`ab${value}`).toString('base64')),
  'base64 of form': (value) =>
    Buffer.from(`web:${new URLSearchParams({ v: value }).toString().slice(2)}`).toString('base64'),
  'base64 of JSON that is safe in HTML': (value) => {
    const json = jsonEscaped(value).replaceAll(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)
    return Buffer.from(`{"abc":"${json}"}`).toString('base64')
  },
  'hex, lower case': (value) => Buffer.from(value).toString('hex'),
  'hex, upper case': (value) => Buffer.from(value).toString('hex').toUpperCase(),
}

export function jsonEscaped(value: string): string {
  return JSON.stringify(value).slice(1, -1)
}

export function htmlEscaped(value: string): string {
  const references: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return value.replaceAll(/[&<>"']/g, (character) => references[character] ?? character)
}

function everyByte(value: string, write: (hex: string) => string): string {
  return [...Buffer.from(value)].map((byte) => write(byte.toString(16).padStart(2, '0'))).join('')
}

function everyUnit(value: string, write: (hex: string) => string): string {
  return value
    .split('')
    .map((unit) => write(unit.charCodeAt(0).toString(16)))
    .join('')
}
