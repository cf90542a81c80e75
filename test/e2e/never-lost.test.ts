import { expect, it } from 'vitest'
import { killBrowsers, navigate, stopWhileBusy, stopWithoutWorker, stopWorkers } from '../harness/never-lost'

it('loses no action and repeats none when the service worker is stopped again and again', async () => {
  expect(await stopWorkers(1200, 3)).toEqual([])
})

it('finds all documents and what they hold when recording ends just after the service worker was stopped', async () => {
  expect(await stopWithoutWorker(2)).toEqual([])
})

it('waits at the end of recording for a page that is in a long task, and has all of it', async () => {
  expect(await stopWhileBusy(50, 5000)).toEqual([])
})

it('keeps what was recorded when the browser is killed, and marks the session interrupted', async () => {
  expect(await killBrowsers(1, 300)).toEqual([])
})

it('records each document of a walk through pages and back, in order', async () => {
  expect(await navigate(3)).toEqual([])
})
