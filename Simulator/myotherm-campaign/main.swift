import ArgumentParser

CampaignTool.main()
