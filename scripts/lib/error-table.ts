import { errors } from '../../src/core/errors'

/** The error table as docs/errors.md shows it. */
export function errorTable(): string {
  const rows = Object.entries(errors).map(
    ([code, { text, next, status, exit }]) => `| \`${code}\` | ${cell(text)} | ${cell(next)} | ${status} | ${exit} |`,
  )
  return ['| code | what it says | what to do | HTTP | exit |', '|---|---|---|---|---|', ...rows].join('\n')
}

const cell = (text: string) => text.replace(/\{(\w+)\}/g, '*$1*').replaceAll('|', '\\|')
