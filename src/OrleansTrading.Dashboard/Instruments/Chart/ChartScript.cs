using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace OrleansTrading.Dashboard.Instruments.Chart;

/// <summary>
/// The script that moves a chart by wheel, drag and keys, for as long as the chart is there. The chart may go at any await: what comes
/// then is let go at once.
/// </summary>
/// <typeparam name="TPage">What the script calls.</typeparam>
internal sealed class ChartScript<TPage>(IJSRuntime script) : IAsyncDisposable
    where TPage : class
{
    private DotNetObjectReference<TPage>? _page;
    private IJSObjectReference? _module;
    private bool _isGone;

    public async Task AttachAsync(ElementReference stage, TPage page)
    {
        try
        {
            var module = await script.InvokeAsync<IJSObjectReference>("import", "./_content/OrleansTrading.Dashboard/chart.js");
            if (_isGone)
            {
                await module.DisposeAsync();
                return;
            }

            (_module, _page) = (module, DotNetObjectReference.Create(page));
            await module.InvokeVoidAsync("attach", stage, _page);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isGone = true;
        _page?.Dispose();
        try
        {
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (Exception exception) when (IsEnd(exception))
        {
        }
    }

    /// <remarks>The browser is gone, and the module with it; or the chart is, and whatever was under way for it failed for that.</remarks>
    private bool IsEnd(Exception exception) =>
        exception is JSDisconnectedException || (_isGone && exception is ObjectDisposedException or OperationCanceledException or JSException);
}
