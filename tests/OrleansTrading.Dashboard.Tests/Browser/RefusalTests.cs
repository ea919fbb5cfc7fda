using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Contracts.Gaps;
using OrleansTrading.Dashboard.Access;
using OrleansTrading.Dashboard.Instruments.Gaps;
using OrleansTrading.Dashboard.Scan;
using OrleansTrading.Dashboard.Tests.Trading;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>
/// Every action of every page, wanted by somebody whose page still shows its button but who may not do it any more: refused where it is done,
/// and nothing is done.
/// </summary>
public sealed class RefusalTests(PagesFixture fixture)
{
    /// <summary>The page, what is clicked in order (or filled in, after <c>=</c>), and what it is called.</summary>
    private static readonly (string Address, string[] Steps, string Action, bool IsAdmins)[] Actions =
    [
        ("/trading", ["[data-do=halt]", "[data-confirm]"], "account.halt", false),
        ("/trading", ["[data-do=kill]", "[data-confirm]"], "account.kill", false),
        ("/trading", ["[data-do=kill-all]", "[data-confirm]"], "account.kill-all", false),
        ("/trading", ["[data-do=close]", "[data-confirm]"], "position.close", false),
        ("/trading", ["[data-do=cancel]", "[data-confirm]"], "order.cancel", false),
        ("/trading", ["[data-do=guards]", "[data-do=set-guards]"], "position.guards", false),
        ("/trading", ["[data-do=reconcile]"], "account.reconcile", false),
        ("/trading?instrument=binance:BTCUSDT", ["[data-field=quantity]=0.02", "[data-do=review]", "[data-confirm]"], "order.place", false),
        ("/trading?account=binance-main", ["[data-do=resume]", "[data-confirm]"], "account.on", true),
        ("/risk", ["[data-do=edit-limit]", "[data-field=value]=4999", "[data-do=set-limit]"], "account.limits", true),
        ("/jobs/find-gaps", ["[data-toggle]"], "job.pause", false),
        ("/jobs/find-gaps", ["[data-run-now]"], "job.run", false),
        ("/jobs/find-gaps", ["[data-cancel]", "[data-confirm]"], "run.cancel", false),
        ("/jobs/collect-market", ["[data-edit]", "[data-save]", "[data-confirm]"], "job.schedule", false),
        ("/instruments/binance:BTCUSDT", ["[data-repair]"], "job.run", false),
        ("/scan", [".doing button[aria-busy]", "[data-confirm]"], "scan.compare", false),
        ("/alerts", ["[data-route] button"], "alert.test", false),
        ("/alerts", ["[data-do=acknowledge]"], "alert.acknowledge", false),
        ("/alerts", ["[data-do=silence]", "form[data-silence] [type=submit]"], "alert.silence", false),
        ("/alerts", ["[data-silenced] button"], "alert.unsilence", false),
        ("/settings", ["[data-new-token]", "#token-name=robot", "[data-make-token]"], "token.make", true),
        ("/settings", ["[data-token] button", "[data-confirm]"], "token.withdraw", true),
    ];

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Operator)]
    public async Task Action_BeyondTheRole_IsRefusedWhereItIsDone(Role role)
    {
        var (trading, access, scan, gaps) = (TradingFixture.Busy(), FakeAccess.Filled(TimeProvider.System), new FakeScan(), new FakeGaps());
        gaps.Missing[InstrumentId.Parse("binance:BTCUSDT")] = new GapRange(KlineInterval.OneMinute, 1_767_225_600_000, 1_767_225_900_000);
        await using var host = await TradingFixture.StartAsync(trading, addServices: services => services
            .AddSingleton<IAuditLog>(access).AddSingleton<IApiTokens>(access).AddSingleton<ISettingsReader>(access).AddSingleton<IScanReader>(scan).AddSingleton<IGapReader>(gaps));
        PagesFixture.Fill(host.Desk);
        MadeUpJobs.Fill(host.Jobs);
        host.Desk.Silences["s0"] = new Silence("s0", [], DateTimeOffset.UnixEpoch.AddYears(80).ToUnixTimeMilliseconds(), 0, "page tester", "");
        host.Actions.Actually = person => person with { Scopes = Roles.ScopesOf(role) };
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        var wanted = Actions.Where(action => role == Role.Viewer || action.IsAdmins).ToList();
        foreach (var (address, steps, _, _) in wanted)
        {
            await page.GoToAsync(address);
            foreach (var step in steps)
            {
                var (selector, text) = step.LastIndexOf('=') is var at && at > step.LastIndexOf(']') ? (step[..at], step[(at + 1)..]) : (step, null);
                var control = page.Page.Locator(selector).Locator("visible=true").First;
                await (text is null ? control.ClickAsync() : control.FillAsync(text));
            }

            await Assertions.Expect(page.Page.Locator("[data-toast=bad]")).ToContainTextAsync("may not do this");
        }

        host.Actions.Done.Select(done => (done.Action.Name, done.Outcome.IsDone)).ShouldBe(wanted.Select(action => (action.Action, false)));
        trading.Calls.ShouldBeEmpty();
        trading.Placed.ShouldBeEmpty();
        host.Jobs.Wishes.ShouldBeEmpty();
        gaps.Begun.ShouldBeEmpty();
        host.Desk.Tested.ShouldBeEmpty();
        host.Desk.Silences.Count.ShouldBe(1);
        host.Desk.Alerts.ShouldAllBe(alert => alert.AcknowledgedBy != host.Person.Name);
        scan.Requests.ShouldAllBe(request => request.Source == Contracts.Scanning.ScanSource.Cache);
        (await access.ListAsync(CancellationToken.None)).Count.ShouldBe(2);
        page.Errors.ShouldBeEmpty();
    }
}
