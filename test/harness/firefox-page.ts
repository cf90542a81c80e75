import type { Marionette } from './marionette'
import { until } from './until'

/** What a person does in the tab at hand; the page sees trusted events. Elements are named by XPath. */
export interface FirefoxHands {
  click(xpath: string): Promise<void>
  /** Types into the field, after what it holds. */
  type(xpath: string, text: string): Promise<void>
  /** The browser's own back button. */
  back(): Promise<void>
  /** Shows the tab whose address begins so; waits until there is one. */
  switchTo(address: string): Promise<void>
}

export function firefoxHands(marionette: Marionette): FirefoxHands {
  async function find(xpath: string): Promise<string> {
    const found = await marionette.send('WebDriver:FindElement', { using: 'xpath', value: xpath })
    // The one key is the standard's own mark of an element.
    const [id] = typeof found === 'object' && found !== null ? Object.values(found) : []
    return String(id)
  }

  return {
    async click(xpath) {
      await marionette.send('WebDriver:ElementClick', { id: await find(xpath) })
    },
    async type(xpath, text) {
      await marionette.send('WebDriver:ElementSendKeys', { id: await find(xpath), text })
    },
    async back() {
      await marionette.send('WebDriver:Back')
    },
    async switchTo(address) {
      await until(`a tab at ${address}`, async () => {
        for (const handle of asTexts(await marionette.send('WebDriver:GetWindowHandles'))) {
          await marionette.send('WebDriver:SwitchToWindow', { handle, focus: true })
          if (String(await marionette.send('WebDriver:GetCurrentURL')).startsWith(address)) return true
        }
        return false
      })
    },
  }
}

function asTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
