using OrleansTrading.Dashboard.Access;

namespace OrleansTrading.Dashboard.Tests.Access;

public sealed class SettingWordsTests
{
    [Theory]
    [InlineData("Data", "Section Data.", "")]
    [InlineData("Gaps", "How much is repaired at once. Section Gaps.", "How much is repaired at once.")]
    [InlineData("Trading", "Accounts. Section Trading. One is always there.", "Accounts. One is always there.")]
    [InlineData("Engine", "Section Engine: the embedded engine.", "The embedded engine.")]
    [InlineData("Capture", "How often is said by section Streams.", "How often is said by section Streams.")]
    [InlineData("Trading", "账户。配置节 Trading。始终有一个。", "账户。始终有一个。")]
    [InlineData("Engine", "配置节 Engine：内嵌引擎。", "内嵌引擎。")]
    public void About_OfASection_LeavesItsNameOut(string section, string said, string expected) => SettingWords.About(said, section).ShouldBe(expected);
}
