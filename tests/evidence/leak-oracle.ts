/**
 * Says whether a text still holds a part of a secret, by means of its own: it undoes encodings with the platform's decoders
 * and looks for six characters in a row, so it shares no code, and no blind spot, with the redactor.
 */
export function remainsOf(secret: string, text: string): string | undefined {
  const parts = windowsOf(secret)
  return everyReading(text).flatMap((reading) => parts.filter((part) => reading.includes(part)))[0]
}

const WINDOW = 6

function windowsOf(secret: string): string[] {
  const count = Math.max(1, secret.length - WINDOW + 1)
  return Array.from({ length: count }, (_, at) => secret.slice(at, at + WINDOW))
}

function everyReading(text: string): string[] {
  const readings = new Set([text])
  for (let round = 0; round < 3; round++) {
    for (const reading of readings) {
      if (readings.size > 400) break
      for (const decode of [percent, json, html]) readings.add(decode(reading))
    }
  }
  const plain = [...readings]
  return [...plain, ...plain.flatMap(base64), ...plain.flatMap(hex)]
}

function percent(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run)
    } catch {
      return run
    }
  })
}

function json(text: string): string {
  return text.replaceAll(/\\(?:u[0-9a-f]{4}|["\\/bfnrt])/gi, (escape) => String(JSON.parse(`"${escape}"`)))
}

const REFERENCES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

function html(text: string): string {
  return text
    .replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (reference) => REFERENCES[reference] ?? reference)
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
}

function base64(text: string): string[] {
  const runs = text.match(/[\w+/-]{8,}/g) ?? []
  return runs.flatMap((run) =>
    [0, 1, 2, 3].map((from) => json(percent(Buffer.from(run.slice(from), 'base64').toString('utf8')))),
  )
}

function hex(text: string): string[] {
  const runs = text.match(/[0-9a-f]{12,}/gi) ?? []
  return runs.flatMap((run) => [0, 1].map((from) => Buffer.from(run.slice(from), 'hex').toString('utf8')))
}
