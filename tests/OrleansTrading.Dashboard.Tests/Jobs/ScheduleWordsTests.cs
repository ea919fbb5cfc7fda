using Microsoft.Extensions.Localization;
using OrleansTrading.Dashboard.Jobs;

namespace OrleansTrading.Dashboard.Tests.Jobs;

public sealed class ScheduleWordsTests
{
    [Theory]
    [InlineData("every 30s", "every 30s")]
    [InlineData("between 15s and 5m", "every 15s to 5m, as the market goes")]
    [InlineData("0 * * * * *", "every minute")]
    [InlineData("0 */5 * * * *", "every 5 minutes")]
    [InlineData("0 40 * * * *", "every hour at minute 40")]
    [InlineData("0 5 */6 * * *", "every 6 hours at minute 5")]
    [InlineData("0 20 0 * * *", "every day at 00:20 UTC")]
    public void In_OfAUsualSchedule_SaysIt(string schedule, string expected) => ScheduleWords.In(new Plain(), schedule).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("0 */7 * * * *")]
    [InlineData("0 70 * * * *")]
    [InlineData("30 40 * * * *")]
    [InlineData("0 40 9 * * MON-FRI")]
    [InlineData("0 40,50 * * * *")]
    [InlineData("0 */0 * * * *")]
    public void In_OfAnother_IsSilent(string schedule) => ScheduleWords.In(new Plain(), schedule).ShouldBeNull();

    private sealed class Plain : IStringLocalizer
    {
        public LocalizedString this[string name] => new(name, name);

        public LocalizedString this[string name, params object[] arguments] => new(name, string.Format(System.Globalization.CultureInfo.InvariantCulture, name, arguments));

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
