namespace Orleans;

public interface IGrainWithGuidCompoundKey : IGrain;
