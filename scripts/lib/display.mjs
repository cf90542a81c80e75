/** Whether windows can be shown here, and showing a page in one. */
import { spawn } from 'node:child_process'

export function hasDisplay() {
  if (process.env.CI !== undefined) return false
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** Shows `url` in the browser that the person uses; where there is none, nothing happens: the address is printed anyway. */
export function showInBrowser(url) {
  const [command, ...args] =
    process.platform === 'darwin' ? ['open', url] : process.platform === 'win32' ? ['explorer', url] : ['xdg-open', url]
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
