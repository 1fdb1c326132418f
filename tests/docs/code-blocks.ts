/** One fenced block of a Markdown text. */
export interface CodeBlock {
  readonly language: string
  /** What the fence says behind the language: a file name, or `expect=…`. */
  readonly info: string
  readonly text: string
  /** Line of the fence, from 1. */
  readonly line: number
}

const fence = /^```(\w*) ?(.*)\n([\s\S]*?)^```$/gm

/** The fenced blocks of a Markdown text in order. */
export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(fence)].map(({ 1: language = '', 2: info = '', 3: text = '', index }) => ({
    language,
    info: info.trim(),
    text,
    line: markdown.slice(0, index).split('\n').length,
  }))
}
