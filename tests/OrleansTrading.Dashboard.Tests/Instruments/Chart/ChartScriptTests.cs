using Microsoft.JSInterop;
using OrleansTrading.Dashboard.Instruments.Chart;

namespace OrleansTrading.Dashboard.Tests.Instruments.Chart;

public sealed class ChartScriptTests
{
    private readonly FakeScript _browser = new();

    [Fact]
    public async Task ChartThatLeavesWhileItsScriptIsLoaded_LetsTheModuleGo_AndFailsNothing()
    {
        await using var script = new ChartScript<object>(_browser);
        var attaching = script.AttachAsync(default, new object());
        await script.DisposeAsync();
        _browser.Module.Import.SetResult(_browser.Module);
        await attaching;
        (_browser.Module.Called, _browser.Module.IsDisposed).ShouldBe((0, true));
    }

    [Fact]
    public async Task ChartWhoseBrowserLeft_FailsNothing()
    {
        await using var script = new ChartScript<object>(_browser);
        var attaching = script.AttachAsync(default, new object());
        _browser.Module.Import.SetException(new JSDisconnectedException("gone"));
        await attaching;
        await script.DisposeAsync();
    }

    [Fact]
    public async Task ScriptThatCannotBeLoaded_IsAFailure()
    {
        await using var script = new ChartScript<object>(_browser);
        var attaching = script.AttachAsync(default, new object());
        _browser.Module.Import.SetException(new JSException("no such file"));
        await Should.ThrowAsync<JSException>(() => attaching);
    }

    [Fact]
    public async Task Chart_IsAttached_AndLetsTheModuleGo()
    {
        await using var script = new ChartScript<object>(_browser);
        var attaching = script.AttachAsync(default, new object());
        _browser.Module.Import.SetResult(_browser.Module);
        await attaching;
        await script.DisposeAsync();
        (_browser.Module.Called, _browser.Module.IsDisposed).ShouldBe((1, true));
    }

    private sealed class FakeScript : IJSRuntime
    {
        public FakeModule Module { get; } = new();

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => (TValue)await Module.Import.Task;

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);
    }

    private sealed class FakeModule : IJSObjectReference
    {
        public TaskCompletionSource<IJSObjectReference> Import { get; } = new();

        public int Called { get; private set; }

        public bool IsDisposed { get; private set; }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            Called++;
            return ValueTask.FromResult<TValue>(default!);
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
