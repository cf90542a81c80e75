import { killBrowsers, navigate, stopWithoutWorker, stopWorkers } from '../harness/never-lost'

export const name = 'never-lost'

/**
 * The service worker stopped 50 times during 20,000 actions and 10 times just
 * before recording ends, the browser killed 20 times, 60 navigations. Gives the faults.
 */
export async function run(log: (line: string) => void): Promise<readonly string[]> {
  return [
    ...(await stopWorkers(20_000, 50, log)),
    ...(await stopWithoutWorker(10, log)),
    ...(await killBrowsers(20, 600, log)),
    ...(await navigate(60, log)),
  ]
}
