/** The two lines between Electron's page and its main process; there is no third. */
export const bridgeChannels = { call: 'beket:call', event: 'beket:event' } as const;
