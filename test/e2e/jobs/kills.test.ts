import { expect, it } from 'vitest'
import { killInChromium, killInFirefox } from '../../harness/kills/kill-browsers'
import { killCommands } from '../../harness/kills/kill-commands'
import { type Outcome, outcomeFaults } from '../../harness/kills/outcome'

// The same points each time, so that a red run means a change.
const seed = 20261128
const entries = 6000

function expectAll(outcomes: readonly Outcome[], count: number): void {
  expect(outcomeFaults(outcomes)).toEqual([])
  expect(outcomes).toHaveLength(count)
}

it('finishes exports and imports whose host, service worker or browser is killed, once, and leaves nothing else', async () => {
  expectAll(await killInChromium({ seed, entries, shares: { 'offscreen document': 2, 'service worker': 1, Chromium: 2 } }), 5)
})

it('finishes them in Firefox, too, when the background is killed', async () => {
  expectAll(await killInFirefox({ seed, entries, shares: { 'Firefox background': 2 } }), 2)
})

it('leaves a whole file or none when a command is killed', async () => {
  expectAll(await killCommands({ seed, entries, count: 3 }), 3)
})
