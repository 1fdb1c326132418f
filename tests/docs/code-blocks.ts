/** One fenced block of a Markdown text. */
export interface CodeBlock {
  readonly language: string
  /** What the fence says behind the language: a file name, or `expect=…`. */
  readonly info: string
  readonly text: string
  /** Line of the fence, from 1. */
  readonly line: number
}

// What a page needs and its readers do not is a comment that begins with the language: <!-- sh … -->
const fence = /^```(\w*) ?(.*)\n([\s\S]*?)^```$|^<!-- (sh|yaml|json) ?(.*)\n([\s\S]*?)^-->$/gm

/** The fenced blocks of a Markdown text in order, and what stands as such in comments. */
export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(fence)].map(({ 1: seen, 2: about, 3: shown, 4: hidden, 5: name, 6: kept, index }) => ({
    language: seen ?? hidden ?? '',
    info: (about ?? name ?? '').trim(),
    text: shown ?? kept ?? '',
    line: markdown.slice(0, index).split('\n').length,
  }))
}
