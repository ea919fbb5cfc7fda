using Microsoft.AspNetCore.Components;
using OrleansTrading.Dashboard.Shell;

namespace OrleansTrading.Dashboard.Tests.Shell;

public sealed class PageAddressTests
{
    private readonly SlowBrowser _browser = new();

    [Fact]
    public void TwoChoices_BeforeTheBrowserHasToldOfTheFirst_BothStay()
    {
        using var address = new PageAddress(_browser);
        address.Set("show", "set");
        address.Set("q", "secret");
        _browser.Arrive();
        address.Set("q", null);
        _browser.Arrive();
        _browser.Arrive();
        _browser.Uri.ShouldBe("http://host/settings?show=set");
    }

    [Fact]
    public void Choice_AfterSomebodyHasGoneToAnotherPage_BuildsOnThatPagesAddress()
    {
        using var address = new PageAddress(_browser);
        address.Set("q", "secret");
        _browser.NavigateTo("http://host/audit?who=anna");
        _browser.Arrive();
        _browser.Arrive();
        address.Set("outcome", "done");
        _browser.Arrive();
        _browser.Uri.ShouldBe("http://host/audit?who=anna&outcome=done");
    }

    [Fact]
    public void Choice_ThatIsMadeAlready_GoesNowhere()
    {
        using var address = new PageAddress(_browser);
        address.Set("q", null);
        _browser.Going.ShouldBeEmpty();
    }

    /// <summary>Goes where it is told only when it is asked to.</summary>
    private sealed class SlowBrowser : NavigationManager
    {
        public SlowBrowser() => Initialize("http://host/", "http://host/settings");

        public Queue<string> Going { get; } = new();

        public void Arrive()
        {
            Uri = Going.Dequeue();
            NotifyLocationChanged(isInterceptedLink: false);
        }

        protected override void NavigateToCore(string uri, NavigationOptions options) => Going.Enqueue(uri);
    }
}
