import { mockFileSchema } from './file-schema.ts'

/** The schema of a mock options file as it is published, for editors. */
export function mockSchemaText(): string {
  const head = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Options of the mock provider',
    description: 'What `assay mock --config` reads, YAML or JSON; see docs/guides/mock-configuration.md.',
  }
  return `${JSON.stringify({ ...head, ...mockFileSchema }, undefined, 2)}\n`
}
