using OrleansTrading.Dashboard.Shell;

namespace OrleansTrading.Dashboard.Tests.Shell;

public sealed class ChosenTests
{
    private readonly Chosen<string> _chosen = new("");

    [Fact]
    public void Choice_ThatWasSent_IsNotUndoneByTheAddressOfAnOlderOne()
    {
        _chosen.Take("start").ShouldBeTrue();
        _chosen.Send("a");
        _chosen.Send("b");
        _chosen.Take("start").ShouldBeFalse();
        _chosen.Take("a").ShouldBeFalse();
        _chosen.Now.ShouldBe("b");
        _chosen.Take("b").ShouldBeFalse();
        _chosen.Now.ShouldBe("b");
    }

    [Fact]
    public void Address_ThatNobodySent_Holds()
    {
        _chosen.Send("a");
        _chosen.Take("a").ShouldBeFalse();
        _chosen.Hold("a, and something typed");
        _chosen.Take("a").ShouldBeFalse();
        _chosen.Now.ShouldBe("a, and something typed");
        _chosen.Take("back").ShouldBeTrue();
        _chosen.Now.ShouldBe("back");
    }
}
