import { evidenceExample, runExample } from './report-examples.ts'
import { readSchema } from './schema.ts'
import { schemaPage } from './schema-page.ts'

const targetExample = `\`\`\`yaml
# yaml-language-server: $schema=./node_modules/oauth-assay/schema/config.schema.json
profile: oauth2
known: known.yaml
targets:
  - name: staging
    issuer: https://login.staging.example
    confirm: true
    clients:
      web:
        client_id: web
        client_secret: \${env:WEB_CLIENT_SECRET}
        redirect_uris: [https://app.example/callback]
    users:
      alice: { username: alice, password: '\${env:ALICE_PASSWORD}' }
    scopes: [read, write]
    lifetimes: { code: 60, access_token: 90 }
\`\`\``

const knownExample = `\`\`\`yaml
known:
  - check: code.single-use
    target: staging
    verdict: fail
    reason: the vendor ships the fix in March
    issue: https://tracker.example/browse/AUTH-42
    until: 2027-03-31
\`\`\``

/** The page about the target file. */
export function targetFilePage(): string {
  return schemaPage({
    title: 'Target file',
    intro: `The servers to judge, YAML or JSON. The schema is \`oauth-assay/schema/config.schema.json\`. String values may hold
\`\${env:NAME}\`, \`\${env:NAME:-default}\` and \`\${file:path}\`. [The guide](../guides/target-file.md) tells what to write when.`,
    example: targetExample,
    schema: readSchema('config'),
    elsewhere: { capability: 'capabilities.md' },
  })
}

/** The page about the baseline file. */
export function baselinePage(): string {
  return schemaPage({
    title: 'Baseline file',
    intro: `Deviations that are known and accepted for now, YAML or JSON. The schema is \`oauth-assay/schema/known.schema.json\`. A target file
names it as \`known\`, a command line as \`--known\`.`,
    example: knownExample,
    schema: readSchema('known'),
  })
}

/** The page about the run model. */
export function runJsonPage(): string {
  return schemaPage({
    title: 'run.json',
    intro: `A whole run: what was judged, by which laws, with which outcome. Every other report is made from it and from
[evidence](evidence.md). The schema is \`oauth-assay/schema/run.schema.json\`; \`schema\` in the file is its version. Lists are sorted by plain
byte order. There is no host name, user name or absolute path in it.`,
    example: fenced(runExample),
    schema: readSchema('run'),
  })
}

/** The page about evidence files. */
export function evidencePage(): string {
  return schemaPage({
    title: 'Evidence',
    intro: `What one check said to one target and heard from it: \`evidence/<target>/<check>.json\` in the report folder. The schema is
\`oauth-assay/schema/evidence.schema.json\`. Secrets are replaced by stable names such as \`‹access_token#1›\`: the same name stands for the same
value in the whole run.`,
    example: fenced(evidenceExample),
    schema: readSchema('evidence'),
  })
}

/** As the formatter has it: a list of plain values in one line, and a list of one such list too. */
function fenced(value: unknown): string {
  const plain = JSON.stringify(value, undefined, 2).replaceAll(/\[\s+("[^[\]{}]*")\s+\]/g, oneLine)
  return `\`\`\`json\n${plain.replaceAll(/\[\s+(\[[^[\]\n]*\])\s+\]/g, '[$1]')}\n\`\`\``
}

function oneLine(_: string, values: string): string {
  return `[${values.replaceAll(/\n\s+/g, ' ')}]`
}
