/**
 * Texts that run inside Firefox, with its own rights. They reach into pages of
 * the extension the way Firefox's own tests do: by a frame script.
 */

/** The window of the browser and the toolbox that `openToolbox` left there. */
export const inWindow = `
  const win = Services.wm.getMostRecentWindow('navigator:browser')
  const toolbox = win.playheadToolbox
`

/** Shows the toolbox of the selected tab with the first panel of an extension. Gives the panel's title. */
export const openToolbox = (host: string) => `
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs')
  const { gDevTools } = require('devtools/client/framework/devtools')
  const win = Services.wm.getMostRecentWindow('navigator:browser')
  const toolbox = await gDevTools.showToolboxForTab(win.gBrowser.selectedTab, { toolId: 'webconsole', hostType: ${JSON.stringify(host)} })
  win.playheadToolbox = toolbox
  for (let looks = 0; looks < 400; looks++) {
    const tools = toolbox.getAdditionalTools ? toolbox.getAdditionalTools() : [...toolbox.additionalToolDefinitions.values()]
    const panel = tools.find((tool) => tool.id.startsWith('webext-devtools-panel'))
    if (panel) {
      await toolbox.selectTool(panel.id)
      return panel.label
    }
    await new Promise((resolve) => win.setTimeout(resolve, 50))
  }
  throw new Error('no extension added a panel to the toolbox')
`

/** Declares `target`: the <browser> element in which the extension's panel lives. */
export const panelBrowser = `
  ${inWindow}
  const seek = (root) => {
    const found = root.querySelector('browser')
    if (found) return found
    for (const frame of root.querySelectorAll('iframe')) {
      const inner = frame.contentDocument && seek(frame.contentDocument)
      if (inner) return inner
    }
  }
  const holder = toolbox.doc.getElementById('toolbox-panel-' + toolbox.currentToolId)
  const outer = holder?.querySelector('iframe, browser')
  const target = outer && (outer.localName === 'browser' ? outer : outer.contentDocument && seek(outer.contentDocument))
  // At first it holds an empty page of another process, where a frame script would be lost.
  const here = target?.messageManager && target.currentURI?.schemeIs('moz-extension') && !target.webProgress?.isLoadingDocument
  if (!here) throw new Error('the panel is not there yet')
`

/** Declares `target`: the <browser> element of the extension's background page. */
export const backgroundBrowser = (addon: string) => `
  const win = Services.wm.getMostRecentWindow('navigator:browser')
  const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(addon)})
  await extension.wakeupBackground?.()
  const target = [...extension.views].find((view) => view.viewType === 'background')?.xulBrowser
  if (!target) throw new Error('the background is not running')
`

/** Presses the extension's button; the background takes it for a person's click. */
export const pressToolbarButton = (addon: string) => `
  const { Management } = ChromeUtils.importESModule('resource://gre/modules/Extension.sys.mjs')
  const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(addon)})
  await Management.global.browserActionFor(extension).triggerAction(Services.wm.getMostRecentWindow('navigator:browser'))
`

/**
 * Runs `code`, an expression that gives a promise of a JSON text, in the page
 * of `target`, as that page's own code would run but without its content
 * security policy.
 */
export const runInTarget = (code: string) => `
  const name = 'playhead:' + Math.random()
  const frameScript = '(' + (async (code, name) => {
    const answer = {}
    try {
      const sandbox = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false, sameZoneAs: content })
      answer.json = await Cu.evalInSandbox(code, sandbox)
    } catch (error) {
      answer.error = String(error?.message ?? error)
    }
    sendAsyncMessage(name, answer)
  }) + ')(' + JSON.stringify(${JSON.stringify(code)}) + ',' + JSON.stringify(name) + ')'
  const answer = await new Promise((resolve, reject) => {
    const timer = win.setTimeout(() => reject(new Error('the page did not answer')), 60000)
    target.messageManager.addMessageListener(name, function listen({ data }) {
      target.messageManager.removeMessageListener(name, listen)
      win.clearTimeout(timer)
      resolve(data)
    })
    target.messageManager.loadFrameScript('data:application/javascript;charset=utf-8,' + encodeURIComponent(frameScript), false)
  })
  if (answer.error !== undefined) throw new Error(answer.error)
  return answer.json
`

/** Where the top left corner of the page of `target` is in the browser's window. */
export const originOfTarget = `
  let x = 0, y = 0
  for (let element = target; element; element = element.ownerDocument.defaultView.browsingContext.embedderElement) {
    const box = element.getBoundingClientRect()
    x += box.x
    y += box.y
  }
  return [x, y]
`
