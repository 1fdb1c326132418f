#!/usr/bin/env node
import { asProcess } from './as-process.ts'
import { main } from './program.ts'

await asProcess(main)
